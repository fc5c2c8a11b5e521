package io.tollbridge.operations.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.logging.CardNumberMasker;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Records each action before it begins and after it ended. Of those who may do nothing here some
 * refusals are recorded, and all are counted.
 */
@Component
class AuditInterceptor implements HandlerInterceptor, WebMvcConfigurer {

    static final String PATHS = "/ops/v1/**";

    private static final Logger log = LoggerFactory.getLogger(AuditInterceptor.class);
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final String BEGUN = AuditInterceptor.class.getName();
    private static final int LONGEST = 300;

    private final AuditTrail trail;
    private final RefusalBudget refusals;
    private final Counter unrecorded;

    AuditInterceptor(AuditTrail trail, Clock systemClock, MeterRegistry meters) {
        this.trail = trail;
        this.refusals = new RefusalBudget(systemClock);
        this.unrecorded = meters.counter("audit.refusals.unrecorded");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this)
                .addPathPatterns(PATHS)
                .order(Ordered.HIGHEST_PRECEDENCE); // before access is decided: refusals count
    }

    /** Whether a call of this handler leaves entries. */
    static boolean audits(String method, HandlerMethod handler) {
        return !READING.contains(method) || !handler.hasMethodAnnotation(Unaudited.class);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && audits(request.getMethod(), method)
                && isWorthAnEntry(request)) {
            var begun = action(request);
            trail.record(begun);
            request.setAttribute(BEGUN, begun);
        }
        return true;
    }

    /** Nobody but operators is let in behind this: an entry of anybody else is a refusal. */
    private boolean isWorthAnEntry(HttpServletRequest request) {
        boolean operator =
                request.getAttribute(Caller.class.getName()) instanceof Caller caller
                        && caller.isOperator();
        if (operator || refusals.take()) {
            return true;
        }
        unrecorded.increment();
        return false;
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(BEGUN) instanceof AuditAction begun) {
            int status = failure == null ? response.getStatus() : 500;
            String detail = request.getAttribute(AuditTrail.NOTE) instanceof String it ? it : "";
            try {
                trail.record(begun.ended(Integer.toString(status), kept(detail)));
            } catch (RuntimeException e) { // the answer is out; that it was begun stands
                log.atError()
                        .addKeyValue("audit.action", begun.action())
                        .addKeyValue("audit.result", status)
                        .setCause(e)
                        .log("audit.end_not_recorded");
            }
        }
    }

    private static AuditAction action(HttpServletRequest request) {
        String query = request.getQueryString();
        String subject = request.getRequestURI() + (query == null ? "" : "?" + query);
        return new AuditAction(
                actor(request),
                request.getMethod()
                        + " "
                        + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                kept(subject),
                AuditAction.BEGUN,
                "",
                kept(origin(request)),
                Objects.requireNonNullElse(MDC.get("request.id"), ""));
    }

    private static String actor(HttpServletRequest request) {
        return request.getAttribute(Caller.class.getName()) instanceof Caller caller
                ? caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.subject()
                : "unknown";
    }

    /** Behind the gateway the shopper's or operator's address; it is the gateway's word. */
    private static String origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("X-Forwarded-For"))
                .orElseGet(request::getRemoteAddr);
    }

    /** Short, and without card numbers, whatever was typed into a search. */
    private static String kept(String text) {
        String masked = CardNumberMasker.mask(text);
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST);
    }
}
