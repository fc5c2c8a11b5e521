package io.tollbridge.starter.identity;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who makes a request, as proven by its signed identity. A controller method may take it as a
 * parameter.
 *
 * @param scopes {@code *} for all, or single ones like {@code tokens:write}
 * @param subject the API key's id, the operator, or the service's name; for audit
 */
public record Caller(
        Kind kind, @Nullable MerchantId merchantId, Mode mode, Set<String> scopes, String subject) {

    /** What sort of caller. */
    public enum Kind {
        MERCHANT,
        OPERATOR,
        SERVICE,
        /** A shopper on a hosted page. */
        ANONYMOUS
    }

    public static Caller service(String name) {
        return new Caller(Kind.SERVICE, null, Mode.TEST, Set.of("*"), name);
    }

    /** The merchant this caller acts for; 403 when it acts for none. */
    public MerchantId merchant() {
        if (merchantId == null) {
            throw ProblemException.forbidden("this needs a merchant's API key");
        }
        return merchantId;
    }

    public boolean isOperator() {
        return kind == Kind.OPERATOR;
    }

    public boolean may(String scope) {
        return scopes.contains("*") || scopes.contains(scope);
    }
}
