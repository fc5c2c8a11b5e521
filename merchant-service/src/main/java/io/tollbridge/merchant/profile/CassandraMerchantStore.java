package io.tollbridge.merchant.profile;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverException;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.MerchantId;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Merchants, a row each, and the order in which they came. */
@Component
class CassandraMerchantStore {

    private static final Logger log = LoggerFactory.getLogger(CassandraMerchantStore.class);
    private static final String ALL = "all"; // a new word when one partition becomes too few

    private final CqlSession session;
    private final JsonMapper json;
    private final PreparedStatement list;
    private final PreparedStatement insert;
    private final PreparedStatement update;
    private final PreparedStatement select;
    private final PreparedStatement firstPage;
    private final PreparedStatement nextPage;

    CassandraMerchantStore(CqlSession session, JsonMapper json) {
        this.session = session;
        this.json = json;
        list =
                session.prepare(
                        "INSERT INTO merchant_listing (listing, created_at, merchant_id)"
                                + " VALUES (?, ?, ?)");
        insert =
                session.prepare(
                        "INSERT INTO merchant (merchant_id, version, profile, created_at)"
                                + " VALUES (?, ?, ?, ?) IF NOT EXISTS");
        update =
                session.prepare(
                        "UPDATE merchant SET version = ?, profile = ?"
                                + " WHERE merchant_id = ? IF version = ?");
        select = session.prepare("SELECT profile, created_at FROM merchant WHERE merchant_id = ?");
        firstPage =
                session.prepare(
                        "SELECT created_at, merchant_id FROM merchant_listing"
                                + " WHERE listing = ? LIMIT ?");
        nextPage =
                session.prepare(
                        "SELECT created_at, merchant_id FROM merchant_listing WHERE listing = ?"
                                + " AND (created_at, merchant_id) < (?, ?) LIMIT ?");
    }

    /** False when a merchant of this id is there already. */
    boolean create(Merchant merchant) {
        MerchantProfile profile = merchant.profile();
        String id = profile.merchantId().value();
        session.execute(list.bind(ALL, merchant.createdAt(), id));
        return session.execute(
                        insert.bind(
                                        id,
                                        profile.version(),
                                        json.writeValueAsString(profile),
                                        merchant.createdAt())
                                .setExecutionProfileName("lwt"))
                .wasApplied();
    }

    /** Replaces the version before this one. */
    Advance advance(MerchantProfile next) {
        var statement =
                update.bind(
                                next.version(),
                                json.writeValueAsString(next),
                                next.merchantId().value(),
                                next.version() - 1)
                        .setExecutionProfileName("lwt");
        try {
            return session.execute(statement).wasApplied() ? Advance.APPLIED : Advance.OVERTAKEN;
        } catch (DriverException e) {
            log.atWarn()
                    .addKeyValue("merchant.id", next.merchantId())
                    .setCause(e)
                    .log("merchant.change_unclear");
            return Advance.UNCLEAR;
        }
    }

    /** How a conditional write ended; after an unclear one only a settled read tells. */
    enum Advance {
        APPLIED,
        OVERTAKEN,
        UNCLEAR
    }

    Optional<Merchant> find(MerchantId id) {
        return Optional.ofNullable(session.execute(select.bind(id.value())).one())
                .map(this::merchant);
    }

    /** Reads behind every change that is accepted or under way. */
    Optional<Merchant> findSettled(MerchantId id) {
        var statement = select.bind(id.value()).setExecutionProfileName("serial-read");
        return Optional.ofNullable(session.execute(statement).one()).map(this::merchant);
    }

    /** Newest first. An entry may name a merchant whose creation failed. */
    List<Listed> list(Optional<Listed> after, int limit) {
        var statement =
                after.map(last -> nextPage.bind(ALL, last.createdAt, last.id.value(), limit))
                        .orElseGet(() -> firstPage.bind(ALL, limit));
        return session.execute(statement).all().stream()
                .map(row -> new Listed(instant(row, 0), new MerchantId(text(row, 1))))
                .toList();
    }

    private Merchant merchant(Row row) {
        return new Merchant(json.readValue(text(row, 0), MerchantProfile.class), instant(row, 1));
    }

    private static String text(Row row, int column) {
        return Objects.requireNonNull(row.getString(column));
    }

    private static Instant instant(Row row, int column) {
        return Objects.requireNonNull(row.getInstant(column));
    }

    /** A place in the list of all merchants. */
    record Listed(Instant createdAt, MerchantId id) {}
}
