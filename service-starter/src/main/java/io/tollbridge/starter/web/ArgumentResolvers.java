package io.tollbridge.starter.web;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Controller parameters that come from headers: the caller and the idempotency key. */
final class ArgumentResolvers {

    private ArgumentResolvers() {}

    static final class CallerArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Caller.class;
        }

        @Override
        public @Nullable Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return servlet(request).getAttribute(RequestFilter.CALLER);
        }
    }

    static final class KeyArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == IdempotencyKey.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return idempotencyKey(servlet(request));
        }
    }

    /** The one well-formed key of a request; 400 for none, two, or a malformed one. */
    static IdempotencyKey idempotencyKey(HttpServletRequest request) {
        List<String> keys = Collections.list(request.getHeaders("Idempotency-Key"));
        if (keys.isEmpty()) {
            throw ProblemException.badRequest(
                    "idempotency_key_missing",
                    "Idempotency-Key",
                    "Idempotency-Key: absent (expected: a header with a key of your own)");
        }
        if (keys.size() > 1) {
            throw ProblemException.badRequest(
                    "idempotency_key_repeated",
                    "Idempotency-Key",
                    "Idempotency-Key: " + keys.size() + " headers (expected: one)");
        }
        try {
            return new IdempotencyKey(keys.getFirst());
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "idempotency_key_malformed", "Idempotency-Key", String.valueOf(e.getMessage()));
        }
    }

    private static HttpServletRequest servlet(NativeWebRequest request) {
        var servlet = request.getNativeRequest(HttpServletRequest.class);
        if (servlet == null) {
            throw new IllegalStateException("not a servlet request");
        }
        return servlet;
    }
}
