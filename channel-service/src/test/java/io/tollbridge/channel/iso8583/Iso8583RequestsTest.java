package io.tollbridge.channel.iso8583;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.channel.vault.Cvv;
import io.tollbridge.kernel.Money;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Iso8583RequestsTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");
    private static final Card CARD =
            CardsForTests.card(CardsForTests.GOOD, YearMonth.of(2030, 12), "123");

    private final Iso8583Requests requests = new Iso8583Requests(Orders.config("127.0.0.1", 1));

    @Test
    void an_authorisation_carries_card_amount_and_trace_keys() {
        try (Cvv cvv = CARD.cvv().take().orElseThrow()) {
            Iso8583Message message =
                    requests.authorise(Orders.authorise("att_1", 1234, false), CARD, cvv);
            assertThat(message.mti()).isEqualTo("0100");
            assertThat(message.fields())
                    .containsExactlyInAnyOrderEntriesOf(
                            Map.ofEntries(
                                    Map.entry(2, CardsForTests.GOOD),
                                    Map.entry(3, "000000"),
                                    Map.entry(4, "000000001234"),
                                    Map.entry(7, "1122123456"),
                                    Map.entry(11, TraceKeys.stan("att_1")),
                                    Map.entry(12, "123456"),
                                    Map.entry(13, "1122"),
                                    Map.entry(14, "3012"),
                                    Map.entry(18, "5732"),
                                    Map.entry(22, "810"),
                                    Map.entry(25, "59"),
                                    Map.entry(32, "000123"),
                                    Map.entry(37, TraceKeys.rrn("att_1")),
                                    Map.entry(41, "TOLLBR01"),
                                    Map.entry(42, "TOLLBRIDGE00001"),
                                    Map.entry(48, "9203123"),
                                    Map.entry(49, "978"),
                                    Map.entry(60, "att_1")));
        }
    }

    @Test
    void a_purchase_is_a_0200_and_goes_without_cvv_when_there_is_none() {
        Iso8583Message message =
                requests.authorise(Orders.authorise("att_1", 1234, true), CARD, null);
        assertThat(message.mti()).isEqualTo("0200");
        assertThat(message.text(3)).isEqualTo("000000");
        assertThat(message.field(48)).isEmpty();
    }

    @Test
    void a_capture_names_its_authorisation() {
        Iso8583Message message =
                requests.capture(
                        Orders.followUp(
                                "att_2", 1000, Orders.original("att_1", "authorise", 1234)));
        assertThat(message.mti()).isEqualTo("0220");
        assertThat(message.text(4)).isEqualTo("000000001000");
        assertThat(message.text(60)).isEqualTo("att_2");
        assertThat(message.text(62)).isEqualTo("att_1");
        assertThat(message.text(90))
                .isEqualTo(
                        "0100"
                                + TraceKeys.stan("att_1")
                                + "1122123456"
                                + "00000000123"
                                + "00000000000")
                .hasSize(42);
        assertThat(message.field(2)).isEmpty();
    }

    @Test
    void an_increment_is_an_authorisation_that_names_one_and_shows_no_card() {
        Iso8583Message message =
                requests.increment(
                        Orders.followUp("att_2", 500, Orders.original("att_1", "authorise", 1234)));
        assertThat(message.mti()).isEqualTo("0100");
        assertThat(message.text(4)).isEqualTo("000000000500");
        assertThat(message.text(62)).isEqualTo("att_1");
        assertThat(message.text(90)).startsWith("0100" + TraceKeys.stan("att_1"));
        assertThat(message.field(2)).isEmpty();
    }

    @Test
    void a_refund_names_what_took_the_money() {
        Iso8583Message message =
                requests.refund(
                        Orders.followUp("att_3", 500, Orders.original("att_1", "purchase", 1234)));
        assertThat(message.mti()).isEqualTo("0200");
        assertThat(message.text(3)).isEqualTo("200000");
        assertThat(message.text(90)).startsWith("0200" + TraceKeys.stan("att_1"));
        assertThat(
                        requests.refund(
                                        Orders.followUp(
                                                "att_3",
                                                500,
                                                Orders.original("att_2", "capture", 1234)))
                                .text(90))
                .startsWith("0220" + TraceKeys.stan("att_2"));
    }

    @Test
    void a_reversal_repeats_with_the_same_reference_and_its_own_time() {
        var original = Orders.original("att_1", "purchase", 1234);
        Iso8583Message one = requests.reverse(original, NOW);
        Iso8583Message two = requests.reverse(original, NOW.plusSeconds(60));
        assertThat(one.mti()).isEqualTo("0400");
        assertThat(one.text(62)).isEqualTo("att_1");
        assertThat(one.text(60)).isEqualTo("att_1#reversal").isEqualTo(two.text(60));
        assertThat(one.text(11)).isEqualTo(two.text(11)).isNotEqualTo(TraceKeys.stan("att_1"));
        assertThat(one.text(7)).isEqualTo("1123010203");
        assertThat(one.text(90)).isEqualTo(two.text(90)).contains("1122123456");
        assertThat(one.field(95)).isEmpty();
    }

    @Test
    void a_reversal_in_part_says_what_shall_stand() {
        Iso8583Message message =
                requests.release(
                        Orders.followUp("att_3", 400, Orders.original("att_1", "authorise", 1234)));
        assertThat(message.mti()).isEqualTo("0400");
        assertThat(message.text(4)).isEqualTo("000000001234");
        assertThat(message.text(60)).isEqualTo("att_3");
        assertThat(message.text(62)).isEqualTo("att_1");
        assertThat(message.text(90)).startsWith("0100" + TraceKeys.stan("att_1"));
        assertThat(message.text(95)).isEqualTo("000000000834" + "0".repeat(30));
    }

    @Test
    void an_inquiry_names_what_it_asks_for() {
        Iso8583Message message =
                requests.query(Orders.original("att_1", "refund", 1234), "inq_1", NOW);
        assertThat(message.mti()).isEqualTo("0600");
        assertThat(message.text(60)).isEqualTo("inq_1");
        assertThat(message.text(62)).isEqualTo("att_1");
    }

    @Test
    void a_network_message_has_time_trace_and_purpose_only() {
        Iso8583Message message = requests.network(Iso8583Requests.ECHO, 0, NOW);
        assertThat(message.mti()).isEqualTo("0800");
        assertThat(message.fields()).isEqualTo(Map.of(7, "1123010203", 11, "000001", 70, "301"));
        assertThat(requests.network("301", 999_999, NOW).text(11)).isEqualTo("000001");
        assertThat(requests.network("301", -1, NOW).text(11)).isEqualTo("999999");
    }

    @Test
    void what_cannot_be_an_original_is_refused() {
        assertThatThrownBy(() -> requests.reverse(Orders.original("att_1", "void", 1), NOW))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("void");
    }

    @Test
    void an_amount_that_does_not_fit_is_refused() {
        var order = Orders.authorise("att_1", 1_000_000_000_000L, false);
        assertThat(order.amount()).isEqualTo(Money.of(1_000_000_000_000L, "EUR"));
        assertThatThrownBy(() -> requests.authorise(order, CARD, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("amount");
    }

    @Test
    void a_message_never_shows_card_data() {
        try (Cvv cvv = CARD.cvv().take().orElseThrow()) {
            Iso8583Message message =
                    requests.authorise(Orders.authorise("att_1", 1234, false), CARD, cvv);
            assertThat(message.toString())
                    .doesNotContain(CardsForTests.GOOD)
                    .doesNotContain("9203123")
                    .doesNotContain("3012")
                    .contains("60=att_1");
            assertThat(message.withoutCardData().fields()).doesNotContainKeys(2, 14, 48);
        }
    }
}
