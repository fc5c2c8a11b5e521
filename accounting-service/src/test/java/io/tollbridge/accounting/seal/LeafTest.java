package io.tollbridge.accounting.seal;

import static io.tollbridge.accounting.Happenings.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.Journal;
import io.tollbridge.accounting.posting.Journal.Line;
import io.tollbridge.accounting.posting.Place;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.Rule;
import io.tollbridge.accounting.posting.Side;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeafTest {

    private static final UUID ID = new UUID(1, 2);
    private static final Place PLACE = new Place("payments", 3, 1234);
    private static final Posting.Source SOURCE = new Posting.Source("pay_1:3", PLACE, NOON);
    private static final Line DEBIT = line("1110:acquirer", Side.DEBIT, 100);
    private static final Line CREDIT = line("2010:mch_1", Side.CREDIT, 100);
    private static final Journal JOURNAL = journal(Rule.CAPTURE, "EUR", DEBIT, CREDIT);
    private static final Posting POSTING = posting(ID, 1, JOURNAL, SOURCE, "mch_1", "pay_1");

    @Test
    void a_leaf_of_this_version_never_changes() {
        // Computed from the description of the encoding by another program.
        assertThat(Leaf.hash(POSTING))
                .hasToString("354ef2f55ae83e32feeec8c84aa0353db79305f805ed16877532097084939246");
    }

    @Test
    void a_change_of_any_field_gives_another_leaf() {
        var changed = new LinkedHashMap<String, Posting>();
        changed.put("id, high", of(new UUID(9, 2)));
        changed.put("id, low", of(new UUID(1, 9)));
        changed.put("rule version", posting(ID, 2, JOURNAL, SOURCE, "mch_1", "pay_1"));
        changed.put("merchant", posting(ID, 1, JOURNAL, SOURCE, "mch_2", "pay_1"));
        changed.put("no merchant", posting(ID, 1, JOURNAL, SOURCE, null, "pay_1"));
        changed.put("payment", posting(ID, 1, JOURNAL, SOURCE, "mch_1", "pay_2"));
        changed.put("no payment", posting(ID, 1, JOURNAL, SOURCE, "mch_1", null));
        changed.put("topic", POSTING.at(new Place("payouts", 3, 1234)));
        changed.put("partition", POSTING.at(new Place("payments", 4, 1234)));
        changed.put("offset", POSTING.at(new Place("payments", 3, 1235)));
        changed.put("round", POSTING.at(PLACE.nextRound()));
        changed.put("event", of(new Posting.Source("pay_1:4", PLACE, NOON)));
        changed.put("at", of(new Posting.Source("pay_1:3", PLACE, NOON.plusMillis(1))));
        changed.put("rule", of(journal(Rule.HOLD, "EUR", DEBIT, CREDIT)));
        changed.put("currency", of(journal(Rule.CAPTURE, "USD", DEBIT, CREDIT)));
        changed.put("order of lines", of(journal(Rule.CAPTURE, "EUR", CREDIT, DEBIT)));
        var account = line("1110:other", Side.DEBIT, 100);
        changed.put("account", of(journal(Rule.CAPTURE, "EUR", account, CREDIT)));
        var sides = List.of(turned(DEBIT), turned(CREDIT));
        changed.put("sides", of(new Journal(Rule.CAPTURE, Currency.of("EUR"), sides)));
        var amounts = List.of(amount(DEBIT, 101), amount(CREDIT, 101));
        changed.put("amounts", of(new Journal(Rule.CAPTURE, Currency.of("EUR"), amounts)));
        var more = List.of(amount(DEBIT, 60), amount(DEBIT, 40), CREDIT);
        changed.put("a line more", of(new Journal(Rule.CAPTURE, Currency.of("EUR"), more)));

        var leaf = Leaf.hash(POSTING);
        changed.forEach((what, other) -> assertThat(Leaf.hash(other)).as(what).isNotEqualTo(leaf));
        assertThat(changed.values().stream().map(Leaf::hash)).doesNotHaveDuplicates();
    }

    @Test
    void no_field_is_left_out() {
        // Whoever adds one has to encode it, by a new version, and to change it above.
        assertThat(components(Posting.class)).isEqualTo(6);
        assertThat(components(Posting.Source.class)).isEqualTo(3);
        assertThat(components(Place.class)).isEqualTo(4);
        assertThat(components(Journal.class)).isEqualTo(3);
        assertThat(components(Line.class)).isEqualTo(3);
    }

    @Test
    void texts_do_not_run_into_each_other() {
        var ab = of(new Posting.Source("ab", new Place("c", 3, 1234), NOON));
        var a = of(new Posting.Source("a", new Place("bc", 3, 1234), NOON));

        assertThat(Leaf.hash(ab)).isNotEqualTo(Leaf.hash(a));
    }

    private static int components(Class<?> type) {
        return type.getRecordComponents().length;
    }

    private static Line line(String account, Side side, long amount) {
        return new Line(Account.of(account), side, amount);
    }

    private static Line amount(Line line, long amount) {
        return new Line(line.account(), line.side(), amount);
    }

    private static Line turned(Line line) {
        Side other = line.side() == Side.DEBIT ? Side.CREDIT : Side.DEBIT;
        return new Line(line.account(), other, line.amount());
    }

    private static Journal journal(Rule rule, String currency, Line... lines) {
        return new Journal(rule, Currency.of(currency), List.of(lines));
    }

    private static Posting of(UUID id) {
        return posting(id, 1, JOURNAL, SOURCE, "mch_1", "pay_1");
    }

    private static Posting of(Posting.Source source) {
        return posting(ID, 1, JOURNAL, source, "mch_1", "pay_1");
    }

    private static Posting of(Journal journal) {
        return posting(ID, 1, journal, SOURCE, "mch_1", "pay_1");
    }

    private static Posting posting(
            UUID id,
            int version,
            Journal journal,
            Posting.Source source,
            @Nullable String merchant,
            @Nullable String payment) {
        return new Posting(
                id,
                version,
                journal,
                source,
                merchant == null ? null : new MerchantId(merchant),
                payment == null ? null : new PaymentId(payment));
    }
}
