package io.tollbridge.testkit;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.identity.IdentityKeys;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** Signs identities as the gateway or a sibling service would. */
public final class TestIdentity {

    /** The header to put a token in. */
    public static final String HEADER = IdentityVerifier.HEADER;

    private TestIdentity() {}

    /** A merchant with a secret test-mode key. */
    public static String merchant(String merchantId) {
        return signed(
                "gateway",
                new Caller(
                        Caller.Kind.MERCHANT,
                        new MerchantId(merchantId),
                        Mode.TEST,
                        Set.of("*"),
                        "key_" + merchantId));
    }

    /** A merchant's publishable key. */
    public static String publishable(String merchantId) {
        return signed(
                "gateway",
                new Caller(
                        Caller.Kind.MERCHANT,
                        new MerchantId(merchantId),
                        Mode.TEST,
                        Set.of("tokens:write"),
                        "pk_" + merchantId));
    }

    public static String operator() {
        return signed(
                "gateway",
                new Caller(Caller.Kind.OPERATOR, null, Mode.TEST, Set.of("*"), "operator"));
    }

    public static String anonymous() {
        return signed(
                "gateway",
                new Caller(Caller.Kind.ANONYMOUS, null, Mode.TEST, Set.of(), "anonymous"));
    }

    /** A sibling service, by its name without {@code -service}. */
    public static String service(String name) {
        return signed(name, Caller.service(name));
    }

    public static String signed(String issuer, Caller caller) {
        var pair = TestSecrets.identity();
        var keys = new IdentityKeys(issuer, pair.getPrivate(), Map.of(issuer, pair.getPublic()));
        return new IdentitySigner(keys, Clock.systemUTC()).sign(caller);
    }
}
