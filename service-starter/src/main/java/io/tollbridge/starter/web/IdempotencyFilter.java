package io.tollbridge.starter.web;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.problem.Problems;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import tools.jackson.databind.json.JsonMapper;

/**
 * One effect and one answer per key, for resources that keep no aggregate of their own. The
 * finished answer is stored and replayed byte for byte; a refusal (4xx) and a failure (5xx) are not
 * stored, so the same key may be tried again. If the process dies in the middle, the handler runs
 * again with the same key: it derives its ids from it.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    private static final Set<String> MUTATING = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final IdempotencyStore store;
    private final JsonMapper json;

    IdempotencyFilter(IdempotencyStore store, JsonMapper json) {
        this.store = store;
        this.json = json;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        String path = request.getRequestURI();
        return !MUTATING.contains(request.getMethod())
                || !(path.startsWith("/v1/") || path.startsWith("/ops/"));
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        IdempotencyKey key;
        try {
            key = ArgumentResolvers.idempotencyKey(request);
        } catch (ProblemException e) {
            refuse(response, e);
            return;
        }
        var body = new RereadableRequest(request);
        byte[] hash = Fingerprint.of(request.getMethod(), request.getRequestURI(), body.content());
        String scope = scope(request);
        switch (store.claim(scope, key.value(), hash)) {
            case IdempotencyStore.Claim.Finished done -> replay(response, done);
            case IdempotencyStore.Claim.InFlight _ ->
                    refuse(
                            response,
                            ProblemException.conflict(
                                    "idempotency_key_in_flight",
                                    "a request with this key is being worked on",
                                    Duration.ofSeconds(1)));
            case IdempotencyStore.Claim.OtherRequest _ ->
                    refuse(
                            response,
                            ProblemException.unprocessable(
                                    "idempotency_key_reused",
                                    "Idempotency-Key",
                                    "this key was used for another request"));
            case IdempotencyStore.Claim.Ours ours -> {
                var answer = new ContentCachingResponseWrapper(response);
                boolean stored = false;
                try {
                    chain.doFilter(body, answer);
                    if (answer.getStatus() < 400) {
                        store.finish(
                                scope,
                                key.value(),
                                ours.owner(),
                                answer.getStatus(),
                                answer.getContentType(),
                                answer.getContentAsByteArray());
                        stored = true;
                    }
                } finally {
                    if (!stored) {
                        store.release(scope, key.value(), ours.owner());
                    }
                }
                answer.copyBodyToResponse();
            }
        }
    }

    private static String scope(HttpServletRequest request) {
        if (!(request.getAttribute(RequestFilter.CALLER) instanceof Caller caller)) {
            throw new IllegalStateException("no caller");
        }
        MerchantId merchant = caller.merchantId();
        String who = merchant == null ? caller.subject() : merchant.value();
        return caller.kind() + "|" + who + "|" + caller.mode().wire();
    }

    private static void replay(HttpServletResponse response, IdempotencyStore.Claim.Finished done)
            throws IOException {
        response.setStatus(done.status());
        response.setHeader("Idempotent-Replayed", "true");
        if (done.contentType() != null) {
            response.setContentType(done.contentType());
        }
        response.getOutputStream().write(done.body());
    }

    private void refuse(HttpServletResponse response, ProblemException e) throws IOException {
        response.setStatus(e.status());
        if (e.retryAfter() != null) {
            response.setHeader("Retry-After", Long.toString(e.retryAfter().toSeconds()));
        }
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        response.getOutputStream().write(json.writeValueAsBytes(Problems.of(e)));
    }
}
