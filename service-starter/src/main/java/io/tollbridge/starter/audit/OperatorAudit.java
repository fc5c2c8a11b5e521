package io.tollbridge.starter.audit;

import io.tollbridge.contracts.operations.OperatorAction;
import io.tollbridge.contracts.operations.OperatorActionBegun;
import io.tollbridge.contracts.operations.OperatorActionEnded;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventPublisher.EventsNotPublished;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Tells of each change that an operator asks for, before it begins and after it ended. */
final class OperatorAudit implements HandlerInterceptor {

    static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final Logger log = LoggerFactory.getLogger(OperatorAudit.class);
    private static final String BEGUN = OperatorAudit.class.getName();
    private static final String UNAVAILABLE = "audit_unavailable";

    private final String service;
    private final EventPublisher publisher;
    private final Clock systemClock;

    OperatorAudit(String service, EventPublisher publisher, Clock systemClock) {
        this.service = service;
        this.publisher = publisher;
        this.systemClock = systemClock;
    }

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (AuditedRequest.isMutating(request)
                && AuditedRequest.caller(request).filter(Caller::isOperator).isPresent()
                && handler instanceof HandlerMethod
                && request.getDispatcherType() == DispatcherType.REQUEST) { // errors come again
            var action =
                    AuditedRequest.action(
                            service, request, request.getRequestURI(), systemClock.instant());
            begin(action);
            request.setAttribute(BEGUN, action);
        }
        return true;
    }

    private void begin(OperatorAction action) {
        var begun = event(new OperatorActionBegun(action), action, 1, action.begunAt());
        try {
            publisher.publish(List.of(begun), PATIENCE);
        } catch (EventsNotPublished e) {
            log.atError()
                    .addKeyValue("audit.action", action.action())
                    .setCause(e)
                    .log("audit.refused");
            if (e.getCause() instanceof TimeoutException) { // it may arrive yet: so shall this
                end(action, 503, UNAVAILABLE);
            }
            throw ProblemException.unavailable(
                    UNAVAILABLE,
                    "this cannot be recorded now, so it is not done",
                    Duration.ofSeconds(1));
        }
    }

    @Override
    public void afterCompletion(
            HttpServletRequest request,
            HttpServletResponse response,
            Object handler,
            @Nullable Exception failure) {
        if (request.getAttribute(BEGUN) instanceof OperatorAction action) {
            int status = failure == null ? response.getStatus() : 500;
            end(action, status, AuditedRequest.problem(request));
        }
    }

    /** Nobody waits for it: what was done cannot be refused any more. */
    private void end(OperatorAction action, int status, @Nullable String problem) {
        Instant now = systemClock.instant();
        var ended = new OperatorActionEnded(action, status, problem, now);
        var _ =
                publisher
                        .send(event(ended, action, 2, now))
                        .whenComplete((_, e) -> {
                            if (e != null) {
                                log.atError()
                                        .addKeyValue("audit.action", action.action())
                                        .addKeyValue("audit.entry", action.id())
                                        .addKeyValue("audit.result", status)
                                        .setCause(e)
                                        .log("audit.end_not_published");
                            }
                        });
    }

    private static OutgoingEvent event(
            Object event, OperatorAction action, int sequence, Instant at) {
        return new OutgoingEvent(event, action.id(), action.id() + ":" + sequence, sequence, at);
    }
}
