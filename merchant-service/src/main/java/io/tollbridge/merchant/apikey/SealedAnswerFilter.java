package io.tollbridge.merchant.apikey;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * Opens sealed keys in answers to requests that issue keys. Stands outside of the idempotency
 * filter, which therefore stores them sealed. A caller cannot plant a sealed text: within a JSON
 * string the quotation marks around {@code "key"} would be escaped.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SealedAnswerFilter extends OncePerRequestFilter {

    static final String PREFIX = "sealed:";
    private static final Pattern SEALED = Pattern.compile("(\"key\":\")sealed:([0-9A-Za-z_-]+)\"");

    private final KeySecrets secrets;

    SealedAnswerFilter(KeySecrets secrets) {
        this.secrets = secrets;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getMethod().equals("POST") || !request.getRequestURI().startsWith("/v1/");
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
            String open = sealed.replaceAll(m -> m.group(1) + secrets.open(m.group(2)) + "\"");
            buffered.resetBuffer();
            buffered.getOutputStream().write(open.getBytes(StandardCharsets.UTF_8));
            buffered.setHeader("Cache-Control", "no-store");
        }
        buffered.copyBodyToResponse();
    }
}
