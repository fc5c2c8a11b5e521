package io.tollbridge.accounting.balance;

import static io.tollbridge.accounting.Happenings.NOON;
import static io.tollbridge.accounting.Happenings.TODAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.accounting.balance.BalanceStore.Head;
import io.tollbridge.accounting.balance.BalanceStore.Key;
import io.tollbridge.accounting.posting.Account;
import io.tollbridge.accounting.posting.Chart;
import io.tollbridge.accounting.posting.Side;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Ids;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every store of balances does. Each test works on a part of its own. */
public interface BalanceStoreContract {

    BalanceStore balances();

    private static String part() {
        return "t-payments/" + Ids.sortable(NOON);
    }

    private static Key key(Account account) {
        return new Key(account, Currency.of("EUR"), TODAY);
    }

    private static Key ownKey() {
        return key(Chart.MERCHANT_PENDING.of("mch_" + Ids.sortable(NOON)));
    }

    @Test
    default void a_part_begins_with_nothing() {
        assertThat(balances().head(part())).isEqualTo(Head.NONE);
        assertThat(balances().sums(part(), Set.of(ownKey()))).isEmpty();
    }

    @Test
    default void sums_and_offsets_move_together() {
        String part = part();
        Key key = ownKey();
        var head = new Head(1, Map.of(0, 8L, 3, 12L));
        var sums = Sums.ZERO.plus(Side.DEBIT, 1000).plus(Side.CREDIT, 29);

        assertThat(balances().advance(part, Head.NONE, head, Map.of(key, sums))).isTrue();

        assertThat(balances().head(part)).isEqualTo(head);
        assertThat(balances().sums(part, Set.of(key, ownKey()))).isEqualTo(Map.of(key, sums));
    }

    @Test
    default void whoever_comes_second_changes_nothing() {
        String part = part();
        Key key = ownKey();
        var first = new Head(1, Map.of(0, 8L));
        balances().advance(part, Head.NONE, first, Map.of(key, Sums.ZERO.plus(Side.DEBIT, 5)));

        boolean late =
                balances()
                        .advance(
                                part,
                                Head.NONE,
                                new Head(1, Map.of(0, 9L)),
                                Map.of(key, Sums.ZERO.plus(Side.DEBIT, 7)));

        assertThat(late).isFalse();
        assertThat(balances().head(part)).isEqualTo(first);
        assertThat(balances().sums(part, Set.of(key)))
                .isEqualTo(Map.of(key, Sums.ZERO.plus(Side.DEBIT, 5)));
    }

    @Test
    default void an_account_is_the_sum_of_its_parts() {
        Key key = ownKey();
        for (long amount : List.of(5L, 7L)) {
            balances()
                    .advance(
                            part(),
                            Head.NONE,
                            new Head(1, Map.of(0, 1L)),
                            Map.of(key, Sums.ZERO.plus(Side.CREDIT, amount)));
        }

        assertThat(balances().ofAccounts(List.of(key.account())))
                .isEqualTo(Map.of(key, Sums.ZERO.plus(Side.CREDIT, 5).plus(Side.CREDIT, 7)));
    }

    @Test
    default void a_large_part_is_read_whole() {
        String part = part();
        var head = Head.NONE;
        var all = new HashMap<Key, Sums>();
        for (int i = 0; i < 60; i++) {
            var next = new Head(head.version() + 1, Map.of(0, (long) i));
            var some = new HashMap<Key, Sums>();
            for (int j = 0; j < 100; j++) {
                some.put(ownKey(), Sums.ZERO.plus(Side.DEBIT, i + 1L));
            }
            assertThat(balances().advance(part, head, next, some)).isTrue();
            all.putAll(some);
            head = next;
        }
        var read = balances().parts().stream().filter(p -> p.name().equals(part)).toList();

        assertThat(read).singleElement().satisfies(p -> assertThat(p.sums()).isEqualTo(all));
        assertThat(read.getFirst().head()).isEqualTo(head);
    }
}
