package io.tollbridge.channel.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8583ResponsesTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");
    private static final Iso8583Requests REQUESTS =
            new Iso8583Requests(Orders.config("127.0.0.1", 1));
    private static final Iso8583Message PURCHASE =
            REQUESTS.authorise(
                            Orders.authorise("att_1", 1234, true),
                            CardsForTests.cardWithoutCvv(
                                    CardsForTests.GOOD, YearMonth.of(2030, 12)),
                            null)
                    .withoutCardData();
    private static final Iso8583Message CAPTURE =
            REQUESTS.capture(
                    Orders.followUp("att_2", 1234, Orders.original("att_1", "authorise", 1234)));

    @Test
    void approved_with_a_code_is_approved() {
        assertThat(moved(PURCHASE, Map.of(39, "00", 38, "A12345")))
                .isEqualTo(
                        new ChannelAnswer(
                                Verdict.APPROVED,
                                Money.of(1234, "EUR"),
                                TraceKeys.rrn("att_1"),
                                "A12345",
                                "00",
                                null,
                                null,
                                null));
    }

    @Test
    void approved_without_a_code_is_unclear_for_a_card_and_fine_for_a_follow_up() {
        assertThat(moved(PURCHASE, Map.of(39, "00")).verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(moved(CAPTURE, Map.of(39, "00")).verdict()).isEqualTo(Verdict.APPROVED);
    }

    static Iterable<String> declines() {
        return DeclineCodes.known();
    }

    @ParameterizedTest
    @MethodSource("declines")
    void every_code_of_the_table_declines(String code) {
        ChannelAnswer answer = moved(PURCHASE, Map.of(39, code));
        assertThat(answer.verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(answer.rawCode()).isEqualTo(code);
        assertThat(answer.declineCode()).isNotNull();
        assertThat(answer.adviceCode())
                .isIn("try_again_later", "do_not_try_again", "confirm_card_data");
    }

    @ParameterizedTest
    @ValueSource(strings = {"25", "30", "68", "94", "ZZ", "0"})
    void a_code_outside_the_table_is_unclear_not_failed(String code) {
        ChannelAnswer answer = moved(PURCHASE, Map.of(39, code));
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.reason()).contains(code);
    }

    @Test
    void a_follow_up_of_something_unknown_is_declined() {
        ChannelAnswer answer = moved(CAPTURE, Map.of(39, "25"));
        assertThat(answer.verdict()).isEqualTo(Verdict.DECLINED);
        assertThat(answer.declineCode()).isEqualTo("cannot_complete");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 000000001235",
        "49, 840",
        "60, att_other",
        "3, 200000",
        "41, OTHER001",
        "39,",
        "4,"
    })
    void an_answer_that_does_not_fit_its_question_is_unclear(int field, @Nullable String value) {
        var changes = new TreeMap<Integer, @Nullable String>(Map.of(39, "00", 38, "A12345"));
        changes.put(field, value);
        ChannelAnswer answer =
                Iso8583Responses.moved(PURCHASE, answerTo(PURCHASE, changes), "visa");
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.reason()).contains("DE" + field);
    }

    @Test
    void another_amount_is_told_with_the_doubt() {
        ChannelAnswer answer = moved(PURCHASE, Map.of(39, "00", 38, "A12345", 4, "000000009999"));
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.amount()).isEqualTo(Money.of(9999, "EUR"));
    }

    @ParameterizedTest
    @CsvSource({
        "00, REVERSED",
        "25, REVERSED",
        "12, DECLINED",
        "91, UNCLEAR",
        "96, UNCLEAR",
        "68, UNCLEAR"
    })
    void a_reversal_is_done_or_fenced_or_refused_or_unclear(String code, Verdict verdict) {
        Iso8583Message asked = REQUESTS.reverse(Orders.original("att_1", "purchase", 1234), NOW);
        Iso8583Message said = answerTo(asked, Map.of(39, code));
        assertThat(Iso8583Responses.reversed(asked, said).verdict()).isEqualTo(verdict);
    }

    @ParameterizedTest
    @CsvSource({
        "authorise, 00|AUTHORISED, APPROVED",
        "authorise, 00|CAPTURED, APPROVED",
        "increment, 00|AUTHORISED, APPROVED",
        "increment, 00|CAPTURED, UNCLEAR",
        "purchase, 00|CAPTURED, APPROVED",
        "capture, 00|CAPTURED, APPROVED",
        "refund, 00|REFUNDED, APPROVED",
        "purchase, 00|REVERSED, REVERSED",
        "authorise, 51|DECLINED, DECLINED",
        "authorise, ZZ|DECLINED, UNCLEAR",
        "purchase, 00|AUTHORISED, UNCLEAR",
        "refund, 00|CAPTURED, UNCLEAR",
        "purchase, 00|SETTLING, UNCLEAR",
        "purchase, CAPTURED, UNCLEAR"
    })
    void an_inquiry_tells_what_became_of_it(String operation, String status, Verdict verdict) {
        ChannelAnswer answer =
                found(operation, Map.of(39, "00", 62, status, 4, "000000001234", 49, "978"));
        assertThat(answer.verdict()).isEqualTo(verdict);
    }

    @Test
    void an_inquiry_gives_the_originals_number_and_code() {
        ChannelAnswer answer =
                found(
                        "authorise",
                        Map.of(39, "00", 62, "51|DECLINED", 4, "000000001234", 49, "978"));
        assertThat(answer.channelReference()).isEqualTo(TraceKeys.rrn("att_1"));
        assertThat(answer.rawCode()).isEqualTo("51");
        assertThat(answer.declineCode()).isEqualTo("insufficient_funds");
    }

    @Test
    void what_the_acquirer_does_not_know_is_not_found() {
        assertThat(found("authorise", Map.of(39, "25")).verdict()).isEqualTo(Verdict.NOT_FOUND);
        assertThat(found("authorise", Map.of(39, "96")).verdict()).isEqualTo(Verdict.UNCLEAR);
    }

    @Test
    void an_inquiry_that_finds_another_amount_is_unclear() {
        ChannelAnswer answer =
                found(
                        "authorise",
                        Map.of(39, "00", 62, "00|AUTHORISED", 4, "000000001235", 49, "978"));
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.reason()).contains("12.35 EUR").contains("12.34 EUR");
    }

    private static ChannelAnswer found(String operation, Map<Integer, String> changes) {
        var original = Orders.original("att_1", operation, 1234);
        Iso8583Message asked = REQUESTS.query(original, "inq_1", NOW);
        return Iso8583Responses.found(original, asked, answerTo(asked, changes));
    }

    private static ChannelAnswer moved(Iso8583Message asked, Map<Integer, String> changes) {
        return Iso8583Responses.moved(asked, answerTo(asked, changes), "visa");
    }

    private static Iso8583Message answerTo(
            Iso8583Message asked, Map<Integer, ? extends @Nullable String> changes) {
        var fields = new TreeMap<>(asked.fields());
        fields.keySet().retainAll(Set.of(3, 4, 7, 11, 32, 37, 41, 42, 49, 60));
        changes.forEach((field, value) -> {
            if (value == null) {
                fields.remove(field);
            } else {
                fields.put(field, value);
            }
        });
        String mti = asked.mti().substring(0, 2) + (char) (asked.mti().charAt(2) + 1) + "0";
        return new Iso8583Message(mti, fields);
    }
}
