package io.tollbridge.coreengine.payment;

import static io.tollbridge.coreengine.payment.TestAttempts.A;
import static io.tollbridge.coreengine.payment.TestAttempts.NOON;
import static io.tollbridge.coreengine.payment.TestAttempts.sent;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.coreengine.payment.OutcomePolicy.Word;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutcomePolicyTest {

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

    @ParameterizedTest
    @EnumSource(Operation.class)
    void no_answer_is_never_a_failure(Operation operation) {
        assertThat(judge(operation, Word.NOTHING, null)).isInstanceOf(PaymentEvent.Unclear.class);
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void another_amount_than_asked_for_is_never_booked(Operation operation) {
        var event = judge(operation, Word.DONE, Money.of(1001, "EUR"));
        assertThat(event).isInstanceOf(PaymentEvent.Unclear.class);
        assertThat(((PaymentEvent.Unclear) event).attempt().result().reason())
                .contains("10.01 EUR");
    }

    @Test
    void undoing_a_void_means_the_hold_is_gone() {
        assertThat(judge(Operation.VOID, Word.UNDONE, null))
                .isInstanceOf(PaymentEvent.Approved.class);
        assertThat(judge(Operation.PURCHASE, Word.UNDONE, null))
                .isInstanceOf(PaymentEvent.Refused.class);
    }

    @Test
    void what_is_said_of_an_attempt_that_is_over_agrees_or_has_a_consequence() {
        var matrix = new StringJoiner("\n");
        for (Word word : Word.values()) {
            var row = new StringJoiner(" ", word + ": ", "");
            for (var operation : List.of(Operation.PURCHASE, Operation.VOID)) {
                var open = sent(A, operation);
                row.add(standing(open.as(open.done(), Attempt.Result.NONE), word));
                row.add(standing(open.as(Attempt.Status.REVERSED, Attempt.Result.NONE), word));
            }
            matrix.add(row.toString());
        }
        // purchase done, purchase undone, void done, void undone
        assertThat(matrix.toString())
                .isEqualTo(
                        """
                        DONE: agrees came_back agrees came_back
                        REFUSED: contradicts agrees contradicts agrees
                        UNDONE: contradicts agrees agrees agrees
                        NEVER_SENT: contradicts agrees contradicts agrees
                        NOTHING: agrees agrees agrees agrees\
                        """);
    }

    private static String standing(Attempt over, Word word) {
        return OutcomePolicy.compare(over, word).name().toLowerCase(Locale.ROOT);
    }

    @Test
    void a_business_day_ends_at_the_cut_off_in_the_merchants_zone() {
        var shanghai = ZoneId.of("Asia/Shanghai");
        var evening = Instant.parse("2026-11-22T15:59:59Z"); // 23:59:59 in Shanghai
        assertThat(SettlementDatePolicy.dateOf(evening, shanghai, LocalTime.MIDNIGHT))
                .isEqualTo(TODAY);
        assertThat(
                        SettlementDatePolicy.dateOf(
                                evening.plusSeconds(1), shanghai, LocalTime.MIDNIGHT))
                .isEqualTo(TODAY.plusDays(1));
        var six = LocalTime.of(18, 0);
        assertThat(SettlementDatePolicy.dateOf(NOON, ZoneId.of("UTC"), six)).isEqualTo(TODAY);
        assertThat(
                        SettlementDatePolicy.dateOf(
                                Instant.parse("2026-11-22T18:00:00Z"), ZoneId.of("UTC"), six))
                .isEqualTo(TODAY.plusDays(1));
    }

    private static PaymentEvent judge(Operation operation, Word word, @Nullable Money moved) {
        return OutcomePolicy.judge(
                sent(A, operation), word, moved, Attempt.Result.NONE, NOON, TODAY);
    }
}
