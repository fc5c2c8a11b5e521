package io.tollbridge.starter.web;

import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Who may call what: by path, unless the handler says otherwise. Deny is the rule. */
final class AccessInterceptor implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(request.getAttribute(RequestFilter.CALLER) instanceof Caller caller)) {
            throw ProblemException.forbidden("no identity");
        }
        var rule = handler instanceof HandlerMethod method ? ruleOf(method) : null;
        boolean allowed =
                rule == null
                        ? allowedByPath(request.getRequestURI(), caller)
                        : allows(rule, caller);
        if (!allowed) {
            throw ProblemException.forbidden("this key may not do this");
        }
        return true;
    }

    private static @Nullable AllowedFor ruleOf(HandlerMethod method) {
        var onMethod =
                AnnotatedElementUtils.findMergedAnnotation(method.getMethod(), AllowedFor.class);
        return onMethod != null
                ? onMethod
                : AnnotatedElementUtils.findMergedAnnotation(
                        method.getBeanType(), AllowedFor.class);
    }

    private static boolean allows(AllowedFor rule, Caller caller) {
        return Arrays.asList(rule.kinds()).contains(caller.kind())
                && (rule.scope().isEmpty() || caller.may(rule.scope()));
    }

    private static boolean allowedByPath(String path, Caller caller) {
        if (path.startsWith("/internal/") || path.startsWith("/v3/api-docs")) {
            return caller.kind() == Caller.Kind.SERVICE;
        }
        if (path.startsWith("/ops/")) {
            return caller.kind() == Caller.Kind.OPERATOR;
        }
        if (path.startsWith("/v1/")) {
            return caller.kind() == Caller.Kind.OPERATOR
                    || (caller.kind() == Caller.Kind.MERCHANT && caller.may("*"));
        }
        return true;
    }
}
