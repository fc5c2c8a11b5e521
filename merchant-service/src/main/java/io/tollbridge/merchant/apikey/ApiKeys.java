package io.tollbridge.merchant.apikey;

import io.tollbridge.contracts.merchants.KeyGrant;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.merchant.announce.Announcer;
import io.tollbridge.merchant.apikey.CassandraApiKeyStore.Listed;
import io.tollbridge.merchant.apikey.CassandraApiKeyStore.Stored;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.list.Cursor;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Issues, finds, ends and recognises keys. */
@Component
public class ApiKeys {

    private static final Logger log = LoggerFactory.getLogger(ApiKeys.class);
    private static final int ID_LENGTH = 8;
    private static final int ID_TRIES = 5;
    private static final Duration RETRY_WINDOW = Duration.ofDays(1);
    private static final KeyGrant NONE =
            new KeyGrant(false, null, null, null, null, Set.of(), null);

    private final CassandraApiKeyStore store;
    private final KeySecrets secrets;
    private final Announcer announcer;
    private final BusinessClock clock;

    ApiKeys(
            CassandraApiKeyStore store,
            KeySecrets secrets,
            Announcer announcer,
            BusinessClock clock) {
        this.store = store;
        this.secrets = secrets;
        this.announcer = announcer;
        this.clock = clock;
    }

    /**
     * A key to make.
     *
     * @param origin names the request, the same in each of its tries
     */
    record Order(
            MerchantId merchantId, Mode mode, KeyKind kind, @Nullable String name, String origin) {}

    /** The keys a new merchant begins with: one secret, one publishable. */
    public List<ApiKeyView> issueFirst(MerchantId merchant, Mode mode, String origin) {
        return List.of(
                issue(new Order(merchant, mode, KeyKind.SECRET, null, origin + "/sk")),
                issue(new Order(merchant, mode, KeyKind.PUBLISHABLE, null, origin + "/pk")));
    }

    /** Makes a key; the only place where its text exists, and it leaves it sealed. */
    ApiKeyView issue(Order order) {
        for (int i = 0; i < ID_TRIES; i++) {
            KeyText text = KeyText.random(order.kind, order.mode, idOf(order.origin, i));
            ApiKey key = keyOf(order, text);
            byte[] hash = secrets.hash(text);
            switch (store.claim(key, order.origin, hash)) {
                case NEW -> {}
                case MINE -> replaceSecret(key, order.origin, hash);
                case TAKEN -> {
                    continue;
                }
            }
            log.atInfo().addKeyValue("api_key.id", key.id()).log("api_key.issued");
            return ApiKeyView.issued(key, secrets.seal(text.text()), now());
        }
        throw new IllegalStateException("api key: no free id in " + ID_TRIES + " tries");
    }

    /** The merchant of this id; 404 when there is none. */
    MerchantId owner(MerchantId id) {
        if (!store.isMerchant(id)) {
            throw ProblemException.notFound("merchant", id.value());
        }
        return id;
    }

    private ApiKey keyOf(Order order, KeyText text) {
        return new ApiKey(
                ApiKey.PREFIX + text.id(),
                order.merchantId,
                order.kind,
                order.mode,
                order.name,
                text.hint(),
                now(),
                null,
                null);
    }

    /** An earlier try made the key and died before it could answer: nobody has its secret. */
    private void replaceSecret(ApiKey key, String origin, byte[] hash) {
        boolean recent =
                store.findSettled(key.id())
                        .map(stored -> stored.key().createdAt().plus(RETRY_WINDOW))
                        .filter(end -> now().isBefore(end))
                        .isPresent();
        if (!recent || !store.rekey(key.id(), origin, hash, key.hint())) {
            throw ProblemException.conflict(
                    "idempotency_key_reused", "this Idempotency-Key made " + key.id() + " before");
        }
    }

    private static String idOf(String origin, int attempt) {
        return Ids.derived(origin, "id", Integer.toString(attempt)).substring(0, ID_LENGTH);
    }

    ApiKey get(String id, MerchantId merchant, Mode mode) {
        return store.find(id)
                .map(Stored::key)
                .filter(key -> key.merchantId().equals(merchant) && key.mode() == mode)
                .orElseThrow(() -> ProblemException.notFound("api key", id));
    }

    /** Finds a key for an operator, who may end keys of any merchant. */
    ApiKey get(String id, Mode mode) {
        return store.find(id)
                .map(Stored::key)
                .filter(key -> key.mode() == mode)
                .orElseThrow(() -> ProblemException.notFound("api key", id));
    }

    /** Makes a successor; the old key works on for a while, or ends now. */
    ApiKeyView roll(ApiKey old, Duration overlap, String origin) {
        Instant now = now();
        boolean begun =
                store.findSettled(ApiKey.PREFIX + idOf(origin, 0))
                        .filter(stored -> stored.origin().equals(origin))
                        .isPresent();
        if (!old.isUsableAt(now) && !begun) {
            throw ProblemException.conflict(
                    "api_key_not_active", old.id() + " is " + old.statusAt(now));
        }
        ApiKeyView successor =
                issue(new Order(old.merchantId(), old.mode(), old.kind(), old.name(), origin));
        if (overlap.isZero()) {
            revoke(old);
        } else {
            store.expire(old, now.plus(overlap));
        }
        return successor;
    }

    /** Ends a key; doing so again changes nothing. */
    ApiKeyView revoke(ApiKey key) {
        var pending = announcer.mark(KeyAnnouncements.KIND, key.id());
        boolean applied = store.revoke(key, now());
        pending.announce();
        if (applied) {
            log.atInfo().addKeyValue("api_key.id", key.id()).log("api_key.revoked");
        }
        return view(get(key.id(), key.mode()));
    }

    ApiKeyView view(ApiKey key) {
        return ApiKeyView.of(key, now(), store.lastUse(key.id()));
    }

    ListView<ApiKeyView> list(MerchantId merchant, Mode mode, @Nullable String cursor, int limit) {
        Listed after =
                Optional.ofNullable(cursor)
                        .map(words -> Cursor.read(words, ApiKeys::place))
                        .orElse(null);
        List<Listed> found = store.list(merchant, mode, after, limit + 1);
        List<Listed> page = found.subList(0, Math.min(limit, found.size()));
        String next = null;
        if (found.size() > limit) {
            next = Cursor.encode(page.getLast().createdAt().toString(), page.getLast().id());
        }
        List<ApiKeyView> views =
                page.stream()
                        .map(listed -> store.find(listed.id()))
                        .flatMap(Optional::stream)
                        .map(stored -> view(stored.key()))
                        .toList();
        return ListView.of("/v1/api_keys", views, next);
    }

    private static Listed place(List<String> words) {
        return new Listed(Instant.parse(words.getFirst()), words.getLast());
    }

    /** Whom a presented key belongs to. */
    public KeyGrant authenticate(String presented) {
        if (secrets.isOperator(presented)) {
            Mode mode = presented.startsWith("op_live_") ? Mode.LIVE : Mode.TEST;
            return new KeyGrant(true, "operator", "operator", null, mode, Set.of("*"), null);
        }
        Instant now = now();
        return KeyText.parse(presented)
                .flatMap(text ->
                        store.find(ApiKey.PREFIX + text.id())
                                .filter(stored -> secrets.matches(text, stored.hash())))
                .map(Stored::key)
                .filter(key -> key.isUsableAt(now))
                .map(key -> recognised(key, now))
                .orElse(NONE);
    }

    private KeyGrant recognised(ApiKey key, Instant now) {
        store.touch(key.id(), now);
        return new KeyGrant(
                true,
                key.id(),
                key.kind().wire(),
                key.merchantId(),
                key.mode(),
                key.kind().scopes(),
                key.expiresAt());
    }

    /** In milliseconds, as Cassandra keeps it: what is answered now is read back later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
