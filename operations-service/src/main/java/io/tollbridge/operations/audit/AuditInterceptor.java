package io.tollbridge.operations.audit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.operations.OperatorAction;
import io.tollbridge.starter.audit.AuditedRequest;
import io.tollbridge.starter.identity.Caller;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
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
    private static final String SERVICE = "operations";
    private static final String BEGUN = AuditInterceptor.class.getName();

    private final AuditTrail trail;
    private final Clock systemClock;
    private final RefusalBudget refusals;
    private final Counter unrecorded;

    AuditInterceptor(AuditTrail trail, Clock systemClock, MeterRegistry meters) {
        this.trail = trail;
        this.systemClock = systemClock;
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
    static boolean audits(boolean mutating, HandlerMethod handler) {
        return mutating || !handler.hasMethodAnnotation(Unaudited.class);
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method
                && audits(AuditedRequest.isMutating(request), method)
                && isWorthAnEntry(request)) {
            var now = systemClock.instant();
            var asked = AuditedRequest.action(SERVICE, request, target(request), now);
            trail.record(AuditAction.begun(asked), now);
            request.setAttribute(BEGUN, asked);
        }
        return true;
    }

    /** Nobody but operators is let in behind this: an entry of anybody else is a refusal. */
    private boolean isWorthAnEntry(HttpServletRequest request) {
        boolean operator = AuditedRequest.caller(request).filter(Caller::isOperator).isPresent();
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
        if (request.getAttribute(BEGUN) instanceof OperatorAction asked) {
            int status = failure == null ? response.getStatus() : 500;
            var ended = AuditAction.ended(asked, status, detail(request));
            try {
                trail.record(ended, systemClock.instant());
            } catch (RuntimeException e) { // the answer is out; that it was begun stands
                log.atError()
                        .addKeyValue("audit.action", asked.action())
                        .addKeyValue("audit.entry", asked.id())
                        .addKeyValue("audit.result", status)
                        .setCause(e)
                        .log("audit.end_not_recorded");
            }
        }
    }

    /** With the query, which says what was looked up. */
    private static String target(HttpServletRequest request) {
        String query = request.getQueryString();
        return request.getRequestURI() + (query == null ? "" : "?" + query);
    }

    private static String detail(HttpServletRequest request) {
        String note = (String) request.getAttribute(AuditTrail.NOTE);
        return AuditedRequest.kept(
                Stream.of(
                                Optional.ofNullable(note),
                                Optional.ofNullable(AuditedRequest.problem(request)))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining("; ")));
    }
}
