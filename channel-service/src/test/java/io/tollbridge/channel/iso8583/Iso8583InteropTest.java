package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.channel.iso8583.Iso8583Codec.UnreadableMessageException;
import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.channel.vault.Cvv;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.packager.GenericPackager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Our messages judged by jPOS with a field table of its own, and its messages read by us. */
class Iso8583InteropTest {

    private static final Instant NOW = Instant.parse("2026-11-23T01:02:03Z");
    private static final Iso8583Codec CODEC = new Iso8583Codec();
    private static final Iso8583Requests REQUESTS =
            new Iso8583Requests(Orders.config("127.0.0.1", 1));

    static Stream<Iso8583Message> everyRequest() {
        Card card = CardsForTests.card(CardsForTests.GOOD, YearMonth.of(2030, 12), "123");
        Cvv cvv = card.cvv().take().orElseThrow();
        var authorised = Orders.original("att_1", "authorise", 1234);
        return Stream.of(
                REQUESTS.authorise(Orders.authorise("att_1", 1234, false), card, cvv),
                REQUESTS.authorise(Orders.authorise("att_1", 999_999_999_999L, true), card, null),
                REQUESTS.capture(Orders.followUp("att_2", 1234, authorised)),
                REQUESTS.increment(Orders.followUp("att_4", 500, authorised)),
                REQUESTS.refund(Orders.followUp("att_3", 1, authorised)),
                REQUESTS.reverse(authorised, NOW),
                REQUESTS.query(authorised, "inq_1", NOW),
                REQUESTS.network(Iso8583Requests.SIGN_ON, 1, NOW));
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void jpos_reads_what_we_pack(Iso8583Message message) throws ISOException {
        ISOMsg read = new ISOMsg();
        read.setPackager(packager());
        int consumed = read.unpack(CODEC.pack(message));
        assertThat(consumed).isEqualTo(CODEC.pack(message).length);
        assertThat(read.getMTI()).isEqualTo(message.mti());
        message.fields()
                .forEach((field, value) -> assertThat(read.getString(field)).isEqualTo(value));
        for (int field = 2; field <= read.getMaxField(); field++) {
            assertThat(read.hasField(field)).isEqualTo(message.field(field).isPresent());
        }
    }

    @ParameterizedTest
    @MethodSource("everyRequest")
    void we_read_what_jpos_packs(Iso8583Message message)
            throws ISOException, UnreadableMessageException {
        ISOMsg written = new ISOMsg();
        written.setPackager(packager());
        written.setMTI(message.mti());
        message.fields().forEach(written::set);
        byte[] bytes = written.pack();
        assertThat(CODEC.unpack(bytes)).isEqualTo(message);
        assertThat(CODEC.pack(message)).isEqualTo(bytes);
    }

    @Test
    void the_bytes_are_ascii_with_hex_bitmaps() {
        byte[] bytes = CODEC.pack(everyRequest().toList().getFirst());
        String text = new String(bytes, US_ASCII);
        assertThat(text).startsWith("0100").matches("[ -~]+");
        assertThat(text.substring(4, 20)).matches("[0-9A-F]{16}");
        assertThat(text).contains("16" + CardsForTests.GOOD).contains("0079203123");
    }

    @Test
    void a_message_with_fields_above_64_has_two_bitmaps() {
        byte[] bytes = CODEC.pack(everyRequest().toList().get(2));
        assertThat(new String(bytes, US_ASCII).substring(4, 36)).matches("[89A-F][0-9A-F]{31}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "0110",
                "0110ZZZZZZZZZZZZZZZZ",
                "0110F23A00000000000099",
                "99990000000000000000",
                "GET / HTTP/1.1\r\n\r\n"
            })
    void garbage_is_unreadable_and_not_quoted(String text) {
        assertThatThrownBy(() -> CODEC.unpack(text.getBytes(US_ASCII)))
                .isInstanceOf(UnreadableMessageException.class)
                .message()
                .satisfies(
                        message -> assertThat(text.isEmpty() || !message.contains(text)).isTrue());
    }

    @Test
    void a_message_cut_anywhere_never_becomes_another_message() {
        Iso8583Message whole = everyRequest().toList().getFirst();
        byte[] bytes = CODEC.pack(whole);
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> CODEC.unpack(cut))
                    .isInstanceOf(UnreadableMessageException.class);
        }
    }

    @Test
    void a_field_that_does_not_fit_is_refused_before_it_is_cut() {
        for (int field : List.of(41, 42, 37, 11)) {
            Iso8583Message message =
                    Iso8583Message.of("0100").with(field, "1234567890123456").message();
            assertThatThrownBy(() -> CODEC.pack(message))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("DE" + field);
        }
    }

    private static GenericPackager packager() throws ISOException {
        return new GenericPackager(
                Objects.requireNonNull(
                        Iso8583InteropTest.class.getResourceAsStream("/jpos-dialect.xml")));
    }
}
