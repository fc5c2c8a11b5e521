package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.MerchantId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Copies of profiles in Redis, half a minute old at most. Without Redis there are none. */
@Component
class ProfileCache {

    private static final Logger log = LoggerFactory.getLogger(ProfileCache.class);
    private static final Duration LIFE = Duration.ofSeconds(30);

    private final StringRedisTemplate redis;
    private final JsonMapper json;

    ProfileCache(StringRedisTemplate redis, JsonMapper json) {
        this.redis = redis;
        this.json = json;
    }

    Optional<MerchantProfile> get(MerchantId id) {
        try {
            return Optional.ofNullable(redis.opsForValue().get(key(id)))
                    .map(text -> json.readValue(text, MerchantProfile.class));
        } catch (DataAccessException e) {
            return missed(e);
        }
    }

    void put(MerchantProfile profile) {
        try {
            String text = json.writeValueAsString(profile);
            redis.opsForValue().set(key(profile.merchantId()), text, LIFE);
        } catch (DataAccessException e) {
            missed(e);
        }
    }

    void drop(MerchantId id) {
        try {
            redis.delete(key(id));
        } catch (DataAccessException e) {
            missed(e);
        }
    }

    private static Optional<MerchantProfile> missed(DataAccessException e) {
        log.atDebug().setCause(e).log("redis.away");
        return Optional.empty();
    }

    private static String key(MerchantId id) {
        return "merchant:profile:" + id.value();
    }
}
