package io.tollbridge.channel.channel;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What every card channel does, judged through its simulator. The amounts' last digits are the
 * magic values that all simulators know.
 */
public interface ChannelContract {

    Instant SENT_AT = Instant.parse("2026-11-22T12:00:00Z");
    MerchantId MERCHANT = new MerchantId("mch_contract");
    CardToken TOKEN =
            CardToken.of("contract", new CardFace("visa", "424242", "4242", 2030, 12, "f"));

    /** The channel under test; its time limit for an answer is about a second. */
    Channel channel();

    @Test
    default void a_channel_is_connected_and_says_what_it_takes() {
        assertThat(channel().connected()).isTrue();
        assertThat(channel().methods()).contains("card");
    }

    @Test
    default void a_good_card_is_approved_with_the_numbers_of_the_channel() {
        ChannelAnswer answer = pay(reference(), 1000, true);
        assertThat(answer.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(answer.amount()).isEqualTo(eur(1000));
        assertThat(answer.channelReference()).isNotBlank();
        assertThat(answer.authCode()).isNotBlank();
    }

    @ParameterizedTest
    @CsvSource({
        "4000000000000002, do_not_honor",
        "4000000000009995, insufficient_funds",
        "4000000000000069, expired_card",
        "4000000000000127, incorrect_cvc",
        "4000000000000119, processing_error",
        "4000000000009987, lost_card",
        "4000000000009979, stolen_card"
    })
    default void a_test_card_is_declined_for_its_reason(String number, String declineCode) {
        ChannelAnswer answer = pay(reference(), 1000, true, number);
        assertThat(answer.verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(answer.declineCode()).isEqualTo(declineCode);
        assertThat(answer.adviceCode()).isNotNull();
        assertThat(answer.rawCode()).isNotBlank();
    }

    @Test
    default void the_same_operation_sent_twice_has_one_effect_and_one_answer() {
        AttemptId reference = reference();
        assertThat(pay(reference, 1000, true)).isEqualTo(pay(reference, 1000, true));
    }

    @Test
    default void a_reference_is_never_used_for_another_amount() {
        AttemptId reference = reference();
        pay(reference, 1000, true);
        assertThat(pay(reference, 2000, true).verdict()).isNotEqualTo(Verdict.APPROVED);
    }

    @Test
    default void held_money_is_captured_and_given_back() {
        AttemptId held = reference();
        AttemptId taken = reference();
        assertThat(pay(held, 1000, false).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(capture(taken, 1000, original(held, "authorise", 1000)).verdict())
                .isEqualTo(Verdict.APPROVED);
        assertThat(query(held, "authorise", 1000).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(query(taken, "capture", 1000).verdict()).isEqualTo(Verdict.APPROVED);
        AttemptId back = reference();
        assertThat(refund(back, 400, original(taken, "capture", 1000)).verdict())
                .isEqualTo(Verdict.APPROVED);
        assertThat(query(back, "refund", 400).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(refund(reference(), 700, original(taken, "capture", 1000)).verdict())
                .isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void a_hold_is_captured_in_parts_and_its_rest_let_go() {
        AttemptId held = reference();
        OriginalOperation hold = original(held, "authorise", 1000);
        pay(held, 1000, false);
        assertThat(capture(reference(), 300, hold).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(capture(reference(), 200, hold).verdict()).isEqualTo(Verdict.APPROVED);
        AttemptId rest = reference();
        for (int i = 0; i < 2; i++) { // saying it twice lets go once
            ChannelAnswer answer = release(rest, 500, hold);
            assertThat(answer.verdict()).isEqualTo(Verdict.REVERSED);
            assertThat(answer.amount()).isEqualTo(eur(500));
        }
        assertThat(capture(reference(), 1, hold).verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(refund(reference(), 500, hold).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    default void a_hold_grows_by_its_increments_and_ends_with_them() {
        AttemptId held = reference();
        pay(held, 1000, false);
        OriginalOperation hold = original(held, "authorise", 1000);
        AttemptId more = reference();
        for (int i = 0; i < 2; i++) { // saying it twice adds once
            ChannelAnswer answer = increment(more, 500, hold);
            assertThat(answer.verdict()).isEqualTo(Verdict.APPROVED);
            assertThat(answer.amount()).isEqualTo(eur(500));
        }
        assertThat(query(more, "increment", 500).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(capture(reference(), 1501, hold).verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(capture(reference(), 1200, hold).verdict()).isEqualTo(Verdict.APPROVED);
        OriginalOperation grown = original(held, "authorise", 1500);
        assertThat(release(reference(), 300, grown).verdict()).isEqualTo(Verdict.REVERSED);
        assertThat(capture(reference(), 1, hold).verdict()).isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void an_increment_is_undone_or_fenced_like_any_operation() {
        AttemptId held = reference();
        pay(held, 1000, false);
        OriginalOperation hold = original(held, "authorise", 1000);
        AttemptId more = reference();
        increment(more, 500, hold);
        assertThat(reverse(original(more, "increment", 500)).verdict()).isEqualTo(Verdict.REVERSED);
        assertThat(capture(reference(), 1001, hold).verdict()).isEqualTo(Verdict.DECLINED);
        AttemptId late = reference();
        assertThat(reverse(original(late, "increment", 500)).verdict()).isEqualTo(Verdict.REVERSED);
        assertThat(increment(late, 500, hold).verdict()).isEqualTo(Verdict.DECLINED);
        AttemptId gone = reference();
        pay(gone, 1000, false);
        assertThat(reverse(original(gone, "authorise", 1000)).verdict())
                .isEqualTo(Verdict.REVERSED);
        assertThat(increment(reference(), 1, original(gone, "authorise", 1000)).verdict())
                .isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void more_is_not_let_go_than_is_left() {
        AttemptId held = reference();
        OriginalOperation hold = original(held, "authorise", 1000);
        pay(held, 1000, false);
        capture(reference(), 700, hold);
        assertThat(release(reference(), 301, hold).verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(release(reference(), 300, hold).verdict()).isEqualTo(Verdict.REVERSED);
    }

    @Test
    default void more_than_was_held_is_not_captured() {
        AttemptId held = reference();
        pay(held, 1000, false);
        assertThat(capture(reference(), 1001, original(held, "authorise", 1000)).verdict())
                .isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void a_follow_up_of_nothing_is_declined() {
        OriginalOperation nothing = original(reference(), "authorise", 1000);
        assertThat(capture(reference(), 1000, nothing).verdict()).isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void a_reversal_undoes_and_may_be_repeated() {
        AttemptId reference = reference();
        pay(reference, 1000, true);
        OriginalOperation original = original(reference, "purchase", 1000);
        assertThat(reverse(original).verdict()).isEqualTo(Verdict.REVERSED);
        assertThat(reverse(original).verdict()).isEqualTo(Verdict.REVERSED);
        assertThat(query(reference, "purchase", 1000).verdict()).isEqualTo(Verdict.REVERSED);
    }

    @Test
    default void what_was_reversed_before_it_came_can_never_take_effect() {
        AttemptId reference = reference();
        assertThat(reverse(original(reference, "purchase", 1000)).verdict())
                .isEqualTo(Verdict.REVERSED);
        assertThat(pay(reference, 1000, true).verdict()).isEqualTo(Verdict.DECLINED);
    }

    @Test
    default void what_never_was_is_not_found() {
        assertThat(query(reference(), "purchase", 1000).verdict()).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    default void a_declined_operation_is_found_as_declined() {
        AttemptId reference = reference();
        pay(reference, 1000, true, "4000000000009995");
        ChannelAnswer answer = query(reference, "purchase", 1000);
        assertThat(answer.verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(answer.declineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    default void silence_is_unclear_and_a_query_finds_that_it_happened() {
        AttemptId reference = reference();
        assertThat(pay(reference, 1091, true).verdict()).isEqualTo(Verdict.UNCLEAR);
        ChannelAnswer found = query(reference, "purchase", 1091);
        assertThat(found.verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(found.amount()).isEqualTo(eur(1091));
        assertThat(found.authCode()).isNotBlank();
    }

    @Test
    default void silence_is_unclear_and_a_query_finds_that_it_never_came() {
        AttemptId reference = reference();
        assertThat(pay(reference, 1092, true).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(query(reference, "purchase", 1092).verdict()).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    default void a_second_copy_of_the_answer_changes_nothing() {
        assertThat(pay(reference(), 1093, true).verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(pay(reference(), 1000, true).verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    default void an_answer_about_another_amount_is_unclear() {
        ChannelAnswer answer = pay(reference(), 1095, true);
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.amount()).isNotEqualTo(eur(1095));
    }

    private ChannelAnswer pay(AttemptId reference, long minor, boolean capture) {
        return pay(reference, minor, capture, CardsForTests.GOOD);
    }

    private ChannelAnswer pay(AttemptId reference, long minor, boolean capture, String number) {
        var order =
                new AuthoriseOrder(
                        reference,
                        SENT_AT,
                        eur(minor),
                        capture,
                        TOKEN,
                        MERCHANT,
                        Mode.TEST,
                        "5732");
        return ((Authorises) channel())
                .authorise(
                        order,
                        CardsForTests.card(number, YearMonth.of(2030, 12), "123"),
                        Duration.ofSeconds(5));
    }

    private ChannelAnswer increment(AttemptId reference, long minor, OriginalOperation original) {
        return ((Increments) channel())
                .increment(
                        new FollowUpOrder(reference, SENT_AT, eur(minor), original),
                        Duration.ofSeconds(5));
    }

    private ChannelAnswer capture(AttemptId reference, long minor, OriginalOperation original) {
        return ((Captures) channel())
                .capture(
                        new FollowUpOrder(reference, SENT_AT, eur(minor), original),
                        Duration.ofSeconds(5));
    }

    private ChannelAnswer refund(AttemptId reference, long minor, OriginalOperation original) {
        return ((Refunds) channel())
                .refund(
                        new FollowUpOrder(reference, SENT_AT, eur(minor), original),
                        Duration.ofSeconds(5));
    }

    private ChannelAnswer release(AttemptId reference, long minor, OriginalOperation original) {
        return ((Releases) channel())
                .release(
                        new FollowUpOrder(reference, SENT_AT, eur(minor), original),
                        Duration.ofSeconds(5));
    }

    private ChannelAnswer reverse(OriginalOperation original) {
        return ((Reverses) channel()).reverse(original, Duration.ofSeconds(5));
    }

    private ChannelAnswer query(AttemptId reference, String operation, long minor) {
        return ((Queries) channel())
                .query(original(reference, operation, minor), Duration.ofSeconds(5));
    }

    private static OriginalOperation original(AttemptId reference, String operation, long minor) {
        return new OriginalOperation(
                reference, SENT_AT, operation, eur(minor), MERCHANT, Mode.TEST);
    }

    private static AttemptId reference() {
        return new AttemptId("att_" + Ids.sortable(SENT_AT));
    }

    private static Money eur(long minor) {
        return Money.of(minor, "EUR");
    }
}
