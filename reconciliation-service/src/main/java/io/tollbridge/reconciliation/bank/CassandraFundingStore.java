package io.tollbridge.reconciliation.bank;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Money that bank statements should show: channels' fundings and our payouts. */
@Component
class CassandraFundingStore {

    static final int SLOTS = 2;

    private final CqlSession session;
    private final PreparedStatement putFunding;
    private final PreparedStatement before;
    private final PreparedStatement funding;
    private final PreparedStatement funded;
    private final PreparedStatement putPayout;
    private final PreparedStatement payout;
    private final PreparedStatement paid;
    private final PreparedStatement returned;
    private final PreparedStatement expect;
    private final PreparedStatement expected;
    private final PreparedStatement noMore;

    CassandraFundingStore(CqlSession session) {
        this.session = session;
        String key = " WHERE channel = ? AND currency = ? AND date = ?";
        putFunding =
                session.prepare(
                        """
                        INSERT INTO funding (channel, currency, date, net, expected)
                        VALUES (?, ?, ?, ?, ?)\
                        """);
        before =
                session.prepare(
                        """
                        SELECT * FROM funding WHERE channel = ? AND currency = ? AND date < ?
                        LIMIT 1\
                        """);
        funding = session.prepare("SELECT * FROM funding" + key);
        funded = session.prepare("UPDATE funding SET bank = ?, bank_reference = ?" + key);
        putPayout =
                session.prepare(
                        """
                        INSERT INTO payout (payout_id, merchant_id, amount, currency)
                        VALUES (?, ?, ?, ?)\
                        """);
        payout = session.prepare("SELECT * FROM payout WHERE payout_id = ?");
        paid = session.prepare("UPDATE payout SET bank_reference = ? WHERE payout_id = ?");
        returned = session.prepare("UPDATE payout SET return_reference = ? WHERE payout_id = ?");
        expect =
                session.prepare(
                        "INSERT INTO bank_expected (slot, kind, k, since) VALUES (?, ?, ?, ?)");
        expected = session.prepare("SELECT * FROM bank_expected WHERE slot = ?");
        noMore = session.prepare("DELETE FROM bank_expected WHERE slot = ? AND kind = ? AND k = ?");
    }

    /** What a channel owes for a day; {@code bankReference} is set when the bank has shown it. */
    record Funding(
            String channel,
            LocalDate date,
            Money net,
            Money expected,
            @Nullable String bankReference) {

        String key() {
            return channel + "|" + net.currency().code() + "|" + date;
        }
    }

    /**
     * A payout we have made.
     *
     * @param bankReference set when the bank has shown it
     * @param returnReference set when the bank has given it back
     */
    record Payout(
            String id,
            MerchantId merchant,
            Money amount,
            @Nullable String bankReference,
            @Nullable String returnReference) {}

    /** What the bank has to show yet. */
    record Expected(Kind kind, String key, LocalDate since) {
        enum Kind {
            FUNDING,
            PAYOUT
        }
    }

    void put(Funding owed) {
        session.execute(
                putFunding.bind(
                        owed.channel(),
                        owed.net().currency().code(),
                        owed.date(),
                        owed.net().minorUnits(),
                        owed.expected().minorUnits()));
    }

    /** The last day before a date that a channel owed anything for. */
    Optional<Funding> before(String channel, Currency currency, LocalDate date) {
        return funding(session.execute(before.bind(channel, currency.code(), date)).one());
    }

    Optional<Funding> funding(String channel, Currency currency, LocalDate date) {
        return funding(session.execute(funding.bind(channel, currency.code(), date)).one());
    }

    /** The funding of a {@link Funding#key}. */
    Optional<Funding> funding(String key) {
        var words = key.split("\\|", -1);
        return funding(words[0], Currency.of(words[1]), LocalDate.parse(words[2]));
    }

    private static Optional<Funding> funding(@Nullable Row row) {
        if (row == null) {
            return Optional.empty();
        }
        String currency = text(row, "currency");
        return Optional.of(
                new Funding(
                        text(row, "channel"),
                        Objects.requireNonNull(row.getLocalDate("date")),
                        Money.of(row.getLong("net"), currency),
                        Money.of(row.getLong("expected"), currency),
                        row.getString("bank_reference")));
    }

    void funded(Funding owed, String bank, String bankReference) {
        session.execute(
                funded.bind(
                        bank,
                        bankReference,
                        owed.channel(),
                        owed.net().currency().code(),
                        owed.date()));
    }

    void put(String payoutId, MerchantId merchant, Money amount) {
        session.execute(
                putPayout.bind(
                        payoutId, merchant.value(), amount.minorUnits(), amount.currency().code()));
    }

    Optional<Payout> payout(String payoutId) {
        return Optional.ofNullable(session.execute(payout.bind(payoutId)).one())
                .filter(row -> row.getString("merchant_id") != null)
                .map(row ->
                        new Payout(
                                text(row, "payout_id"),
                                new MerchantId(text(row, "merchant_id")),
                                Money.of(row.getLong("amount"), text(row, "currency")),
                                row.getString("bank_reference"),
                                row.getString("return_reference")));
    }

    void paid(String payoutId, String bankReference) {
        session.execute(paid.bind(bankReference, payoutId));
    }

    void returned(String payoutId, String returnReference) {
        session.execute(returned.bind(returnReference, payoutId));
    }

    void expect(Expected.Kind kind, String key, LocalDate since) {
        session.execute(expect.bind(slot(key), kind.name(), key, since));
    }

    List<Expected> expected() {
        var found = new ArrayList<Expected>();
        for (int slot = 0; slot < SLOTS; slot++) {
            for (Row row : session.execute(expected.bind((byte) slot))) {
                found.add(
                        new Expected(
                                Expected.Kind.valueOf(text(row, "kind")),
                                text(row, "k"),
                                Objects.requireNonNull(row.getLocalDate("since"))));
            }
        }
        return found;
    }

    void noMore(Expected.Kind kind, String key) {
        session.execute(noMore.bind(slot(key), kind.name(), key));
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static byte slot(String key) {
        return (byte) Math.floorMod(key.hashCode(), SLOTS);
    }
}
