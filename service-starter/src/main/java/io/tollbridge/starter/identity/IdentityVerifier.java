package io.tollbridge.starter.identity;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.security.PublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Believes an identity only when one of the trusted keys signed it and its time has not run out.
 */
public final class IdentityVerifier {

    /** The request header that carries the identity. */
    public static final String HEADER = "X-Tollbridge-Identity";

    private static final String GATEWAY = "gateway";
    private static final int MAX_CACHED = 10_000;

    private final IdentityKeys keys;
    private final Clock clock;
    private final Map<String, Verified> cache = new ConcurrentHashMap<>();

    public IdentityVerifier(IdentityKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The caller a token proves; empty for none, a forged, or an expired one. */
    public Optional<Caller> verify(@Nullable String token) {
        if (token == null || token.length() > 4096) {
            return Optional.empty();
        }
        Verified known = cache.get(token);
        if (known == null) {
            known = check(token);
            if (known == null) {
                return Optional.empty();
            }
            if (cache.size() > MAX_CACHED) {
                cache.clear();
            }
            cache.put(token, known);
        }
        return clock.instant().isBefore(known.expiresAt)
                ? Optional.of(known.caller)
                : Optional.empty();
    }

    private @Nullable Verified check(String token) {
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmConstraints(
                    new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
            jws.setCompactSerialization(token);
            var claims = JwtClaims.parse(jws.getUnverifiedPayload());
            String issuer = claims.getIssuer();
            PublicKey key = keys.trusted().get(issuer);
            if (key == null) {
                return null;
            }
            jws.setKey(key);
            if (!jws.verifySignature()) {
                return null;
            }
            Caller caller = caller(claims);
            boolean mayClaim =
                    caller.kind() == Caller.Kind.SERVICE
                            ? caller.subject().equals(issuer)
                            : issuer.equals(GATEWAY);
            var expires = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            return mayClaim ? new Verified(caller, expires) : null;
        } catch (JoseException
                | InvalidJwtException
                | MalformedClaimException
                | IllegalArgumentException e) {
            return null; // whatever is wrong with it, it proves nothing
        }
    }

    private static Caller caller(JwtClaims claims) throws MalformedClaimException {
        String merchant = claims.getStringClaimValue("merchant");
        return new Caller(
                Caller.Kind.valueOf(claims.getStringClaimValue("kind")),
                merchant == null ? null : new MerchantId(merchant),
                Mode.ofWire(claims.getStringClaimValue("mode")),
                Set.copyOf(claims.getStringListClaimValue("scopes")),
                claims.getSubject());
    }

    private record Verified(Caller caller, Instant expiresAt) {}
}
