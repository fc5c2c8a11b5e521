package io.tollbridge.starter.web;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.http.Deadline;
import io.tollbridge.starter.http.RequestId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentityVerifier;
import io.tollbridge.starter.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.slf4j.MDC;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import tools.jackson.databind.json.JsonMapper;

/** First on the way in: request id, deadline, and no one without a signed identity. */
public final class RequestFilter extends OncePerRequestFilter {

    static final String CALLER = Caller.class.getName();

    private final IdentityVerifier identities;
    private final JsonMapper json;
    private final Clock clock;

    RequestFilter(IdentityVerifier identities, JsonMapper json, Clock clock) {
        this.identities = identities;
        this.json = json;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String requestId = RequestId.of(request.getHeader(RequestId.HEADER), clock.instant());
        MDC.put("request.id", requestId);
        response.setHeader(RequestId.HEADER, requestId);
        Deadline.begin(request.getHeader(Deadline.HEADER));
        try {
            var caller = identities.verify(request.getHeader(IdentityVerifier.HEADER));
            if (caller.isEmpty()) {
                refuse(response);
                return;
            }
            request.setAttribute(CALLER, caller.get());
            MerchantId merchant = caller.get().merchantId();
            if (merchant != null) {
                MDC.put("merchant.id", merchant.value());
            }
            chain.doFilter(request, response);
        } finally {
            Deadline.end();
            MDC.remove("request.id");
            MDC.remove("merchant.id");
        }
    }

    private void refuse(HttpServletResponse response) throws IOException {
        response.setStatus(401);
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream()
                .write(
                        json.writeValueAsBytes(
                                Problems.of(
                                        401,
                                        "unauthenticated",
                                        "no valid identity; call through the gateway")));
    }

    @Override
    protected boolean shouldNotFilterErrorDispatch() {
        return true;
    }
}
