package io.tollbridge.starter.web;

import com.datastax.oss.driver.api.core.DriverException;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.problem.Problems;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DatabindException;

/** Renders every error of a controller as a problem. */
@RestControllerAdvice
public final class ProblemHandler extends ResponseEntityExceptionHandler {

    /** The request's attribute that holds the code of the problem it was answered with. */
    public static final String CODE = ProblemHandler.class.getName() + ".code";

    private static final Logger log = LoggerFactory.getLogger(ProblemHandler.class);

    @ExceptionHandler
    ResponseEntity<Object> refused(ProblemException e) {
        var headers = new HttpHeaders();
        if (e.retryAfter() != null) {
            headers.set(
                    HttpHeaders.RETRY_AFTER,
                    Long.toString(Math.max(1, e.retryAfter().toSeconds())));
        }
        return answer(Problems.of(e), headers);
    }

    @ExceptionHandler
    ResponseEntity<Object> sibling(ServiceCallException e) {
        log.atWarn().addKeyValue("service.called", e.service()).setCause(e).log("call.failed");
        return retryLater("upstream_unavailable", "a service behind this one does not answer");
    }

    @ExceptionHandler
    ResponseEntity<Object> store(DriverException e) {
        log.atWarn().setCause(e).log("store.failed");
        return retryLater("store_unavailable", "the store does not answer; nothing is known lost");
    }

    @ExceptionHandler
    ResponseEntity<Object> wrongArgument(IllegalArgumentException e) {
        log.atWarn().setCause(e).log("request.refused");
        return answer(Problems.of(400, "invalid_request", e.getMessage()), new HttpHeaders());
    }

    @ExceptionHandler
    ResponseEntity<Object> ours(RuntimeException e) {
        log.atError().setCause(e).log("request.failed");
        return answer(
                Problems.of(
                        500, "internal_error", "this is our fault; the request may be sent again"),
                new HttpHeaders());
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleHttpMessageNotReadable(
            HttpMessageNotReadableException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var problem = Problems.of(400, "malformed_body", "body: (expected: JSON)");
        if (e.getCause() instanceof DatabindException wrong && !wrong.getPath().isEmpty()) {
            String pointer =
                    wrong.getPath().stream()
                            .map(step ->
                                    step.getPropertyName() == null
                                            ? Integer.toString(step.getIndex())
                                            : step.getPropertyName())
                            .collect(Collectors.joining("/", "/", ""));
            problem.setDetail(wrong.getOriginalMessage());
            problem.setProperty("param", pointer.substring(1).replace('/', '.'));
            problem.setProperty("errors", List.of(Map.of("pointer", pointer, "code", "malformed")));
        } else if (e.getCause() instanceof StreamReadException wrong) {
            problem.setDetail(wrong.getOriginalMessage());
        }
        return answer(problem, headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleMethodArgumentNotValid(
            MethodArgumentNotValidException e,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        var errors =
                e.getFieldErrors().stream()
                        .map(error ->
                                Map.of(
                                        "pointer",
                                        "/" + error.getField().replace('.', '/'),
                                        "detail",
                                        String.valueOf(error.getDefaultMessage())))
                        .toList();
        var problem = Problems.of(400, "invalid_request", "the body has invalid fields");
        if (!e.getFieldErrors().isEmpty()) {
            problem.setProperty("param", e.getFieldErrors().getFirst().getField());
        }
        problem.setProperty("errors", errors);
        return answer(problem, headers);
    }

    @Override
    protected @Nullable ResponseEntity<Object> handleExceptionInternal(
            Exception e,
            @Nullable Object body,
            HttpHeaders headers,
            HttpStatusCode status,
            WebRequest request) {
        String detail = body instanceof ProblemDetail given ? given.getDetail() : e.getMessage();
        String code = status.value() == 404 ? "not_found" : "invalid_request";
        return answer(Problems.of(status.value(), code, detail), headers);
    }

    private static ResponseEntity<Object> retryLater(String code, String detail) {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return answer(Problems.of(503, code, detail), headers);
    }

    private static ResponseEntity<Object> answer(ProblemDetail problem, HttpHeaders headers) {
        RequestContextHolder.currentRequestAttributes()
                .setAttribute(CODE, Problems.codeOf(problem), RequestAttributes.SCOPE_REQUEST);
        return ResponseEntity.status(problem.getStatus())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
