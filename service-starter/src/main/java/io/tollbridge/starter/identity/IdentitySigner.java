package io.tollbridge.starter.identity;

import io.tollbridge.kernel.MerchantId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Signs who a request comes from, as a JWT (EdDSA). A signature is used again for half its life, so
 * that signing costs nothing per request. Goes by system time, not business time.
 */
public final class IdentitySigner {

    static final Duration LIFE = Duration.ofMinutes(2);
    private static final int MAX_CACHED = 10_000;

    private final IdentityKeys keys;
    private final Clock clock;
    private final Map<Caller, Signed> cache = new ConcurrentHashMap<>();

    public IdentitySigner(IdentityKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The token for a caller, to be sent as {@link IdentityVerifier#HEADER}. */
    public String sign(Caller caller) {
        Instant now = clock.instant();
        Signed known = cache.get(caller);
        if (known != null && now.isBefore(known.freshUntil)) {
            return known.token;
        }
        if (cache.size() > MAX_CACHED) {
            cache.clear();
        }
        var signed = new Signed(make(caller, now), now.plus(LIFE.dividedBy(2)));
        cache.put(caller, signed);
        return signed.token;
    }

    private String make(Caller caller, Instant now) {
        var claims = new JwtClaims();
        claims.setIssuer(keys.issuer());
        claims.setSubject(caller.subject());
        claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
        claims.setStringClaim("kind", caller.kind().name());
        claims.setStringClaim("mode", caller.mode().wire());
        claims.setStringListClaim("scopes", List.copyOf(caller.scopes()));
        MerchantId merchant = caller.merchantId();
        if (merchant != null) {
            claims.setStringClaim("merchant", merchant.value());
        }
        try {
            var jws = new JsonWebSignature();
            jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
            jws.setPayload(claims.toJson());
            jws.setKey(keys.own());
            return jws.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("identity: cannot sign", e);
        }
    }

    private record Signed(String token, Instant freshUntil) {}
}
