package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.announce.Announcer;
import io.tollbridge.merchant.profile.CassandraMerchantStore.Advance;
import io.tollbridge.merchant.profile.CassandraMerchantStore.Listed;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Creates, changes and finds merchants. */
@Component
public class Merchants {

    private static final Logger log = LoggerFactory.getLogger(Merchants.class);
    private static final int TRIES = 5;

    private final CassandraMerchantStore store;
    private final ProfileCache cache;
    private final Announcer announcer;

    Merchants(CassandraMerchantStore store, ProfileCache cache, Announcer announcer) {
        this.store = store;
        this.cache = cache;
        this.announcer = announcer;
    }

    /** The profile for another service; may be half a minute old. */
    public MerchantProfile profile(MerchantId id) {
        return cache.get(id)
                .orElseGet(() -> {
                    MerchantProfile profile = get(id).profile();
                    cache.put(profile);
                    return profile;
                });
    }

    public boolean exists(MerchantId id) {
        return store.find(id).isPresent();
    }

    Merchant get(MerchantId id) {
        return store.find(id).orElseThrow(() -> ProblemException.notFound("merchant", id.value()));
    }

    /** The merchant of this id, created now or by an earlier try of the same request. */
    Merchant create(Merchant merchant) {
        MerchantId id = merchant.profile().merchantId();
        var pending = announcer.mark(MerchantAnnouncements.KIND, id.value());
        boolean created = store.create(merchant);
        pending.announce();
        log.atInfo()
                .addKeyValue("merchant.id", id)
                .addKeyValue("new", created)
                .log("merchant.created");
        return created ? merchant : get(id);
    }

    /** Applies an idempotent change to the newest profile. */
    MerchantProfile change(MerchantId id, UnaryOperator<MerchantProfile> change) {
        MerchantProfile before = get(id).profile();
        for (int attempt = 1; attempt <= TRIES; attempt++) {
            MerchantProfile after = change.apply(before);
            if (after.equals(before)) {
                return before;
            }
            MerchantProfile next = numbered(after, before.version() + 1);
            var pending = announcer.mark(MerchantAnnouncements.KIND, id.value());
            if (store.advance(next) == Advance.APPLIED) {
                cache.drop(id);
                pending.announce();
                log.atInfo().addKeyValue("merchant.id", id).log("merchant.changed");
                return next;
            }
            before = settled(id); // overtaken or unclear: the change is idempotent, decide again
        }
        throw ProblemException.unavailable(
                "lock_timeout", "merchant " + id + " is being changed", Duration.ofSeconds(1));
    }

    private MerchantProfile settled(MerchantId id) {
        return store.findSettled(id)
                .map(Merchant::profile)
                .orElseThrow(() -> ProblemException.notFound("merchant", id.value()));
    }

    ListView<Merchant> list(String url, @Nullable String cursor, int limit) {
        Optional<Listed> after =
                Optional.ofNullable(cursor).map(words -> Cursor.read(words, Merchants::place));
        List<Listed> found = store.list(after, limit + 1);
        List<Listed> page = found.subList(0, Math.min(limit, found.size()));
        String next = null;
        if (found.size() > limit) {
            Listed last = page.getLast();
            next = Cursor.encode(last.createdAt().toString(), last.id().value());
        }
        List<Merchant> merchants =
                page.stream()
                        .map(listed -> store.find(listed.id()))
                        .flatMap(Optional::stream)
                        .toList();
        return ListView.of(url, merchants, next);
    }

    private static Listed place(List<String> words) {
        return new Listed(Instant.parse(words.getFirst()), new MerchantId(words.getLast()));
    }

    private static MerchantProfile numbered(MerchantProfile p, long version) {
        return new MerchantProfile(
                p.merchantId(),
                p.name(),
                p.country(),
                p.mcc(),
                p.timeZone(),
                p.cutoff(),
                p.status(),
                p.feePlans(),
                p.settlementPlans(),
                p.payoutAccount(),
                version);
    }
}
