package io.tollbridge.transaction.endpoint;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Opens the sealed secret in the answer to an endpoint's creation or roll. Stands outside of the
 * idempotency filter, which therefore stores it sealed. A caller cannot plant a sealed text: within
 * a JSON string the quotation marks around {@code "secret"} would be escaped.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SealedAnswerFilter extends OncePerRequestFilter {

    static final String ROLL = "/roll_secret";

    private static final String PATH = "/v1/webhook_endpoints";
    private static final Pattern SEALED =
            Pattern.compile("(\"secret\":\")sealed:(we_[0-9a-z]+):([0-9A-Za-z_-]+)\"");

    private final EndpointSecrets secrets;

    SealedAnswerFilter(EndpointSecrets secrets) {
        this.secrets = secrets;
    }

    /** The secret of an endpoint as it may stand in an answer that is going to be stored. */
    static String sealed(WebhookEndpoint endpoint) {
        return "sealed:"
                + endpoint.id()
                + ":"
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(endpoint.secrets().current());
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        boolean shows = path.equals(PATH) || (path.startsWith(PATH + "/") && path.endsWith(ROLL));
        return !request.getMethod().equals("POST") || !shows;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var buffered = new ContentCachingResponseWrapper(response);
        chain.doFilter(request, buffered);
        String body = new String(buffered.getContentAsByteArray(), StandardCharsets.UTF_8);
        Matcher sealed = SEALED.matcher(body);
        if (sealed.find()) {
            String open = sealed.replaceAll(this::opened);
            buffered.resetBuffer();
            buffered.getOutputStream().write(open.getBytes(StandardCharsets.UTF_8));
            buffered.setHeader("Cache-Control", "no-store");
        }
        buffered.copyBodyToResponse();
    }

    private String opened(MatchResult match) {
        byte[] secret = secrets.open(match.group(2), Base64.getUrlDecoder().decode(match.group(3)));
        return match.group(1) + "whsec_" + Base64.getEncoder().encodeToString(secret) + "\"";
    }
}
