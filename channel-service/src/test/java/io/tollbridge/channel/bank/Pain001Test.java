package io.tollbridge.channel.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.kernel.Money;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our instruction, read by Prowide's ISO 20022 model. */
class Pain001Test {

    static final BankConfig BANK =
            new BankConfig(
                    "bank",
                    URI.create("http://127.0.0.1:1"),
                    "Tollbridge client money",
                    "DE89370400440532013000",
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2));

    @Test
    void prowide_reads_every_part_of_it() {
        var message = read(order(Money.of(123_45, "EUR"), "Müller & Söhne <GmbH>", "Payout po_1"));
        var header = message.getCstmrCdtTrfInitn().getGrpHdr();
        assertThat(header.getMsgId()).isEqualTo("po_1");
        assertThat(header.getNbOfTxs()).isEqualTo("1");
        assertThat(header.getCtrlSum()).isEqualByComparingTo("123.45");
        assertThat(header.getInitgPty().getNm()).isEqualTo("Tollbridge client money");
        assertThat(header.getCreDtTm().toInstant())
                .isEqualTo(Instant.parse("2026-11-22T12:34:56Z"));
        var info = message.getCstmrCdtTrfInitn().getPmtInf().getFirst();
        assertThat(info.getPmtMtd().value()).isEqualTo("TRF");
        assertThat(info.getReqdExctnDt().getDt()).hasToString("2026-11-22");
        assertThat(info.getDbtrAcct().getId().getIBAN()).isEqualTo("DE89370400440532013000");
        assertThat(info.getDbtrAgt().getFinInstnId().getOthr().getId()).isEqualTo("NOTPROVIDED");
        var transfer = info.getCdtTrfTxInf().getFirst();
        assertThat(transfer.getPmtId().getEndToEndId()).isEqualTo("po_1");
        assertThat(transfer.getAmt().getInstdAmt().getCcy()).isEqualTo("EUR");
        assertThat(transfer.getAmt().getInstdAmt().getValue()).isEqualByComparingTo("123.45");
        assertThat(transfer.getCdtr().getNm()).isEqualTo("Müller & Söhne <GmbH>");
        assertThat(transfer.getCdtrAcct().getId().getIBAN()).isEqualTo("GB82WEST12345698765432");
        assertThat(transfer.getRmtInf().getUstrd()).containsExactly("Payout po_1");
    }

    @ParameterizedTest
    @CsvSource({"JPY, 1, 1", "KWD, 1001, 1.001", "EUR, 1, 0.01", "EUR, 100, 1.00"})
    void amounts_have_the_digits_of_their_currency(String currency, long minor, String written) {
        var amount =
                read(order(Money.of(minor, currency), "A", "R"))
                        .getCstmrCdtTrfInitn()
                        .getPmtInf()
                        .getFirst()
                        .getCdtTrfTxInf()
                        .getFirst()
                        .getAmt()
                        .getInstdAmt();
        assertThat(amount.getValue()).isEqualTo(new BigDecimal(written));
    }

    @Test
    void the_same_payout_is_the_same_bytes() {
        var order = order(Money.of(100, "EUR"), "A", "R");
        assertThat(Pain001.write(BANK, order)).isEqualTo(Pain001.write(BANK, order));
    }

    @Test
    void text_that_is_too_long_is_cut_to_what_the_format_allows() {
        var transfer =
                read(order(Money.of(100, "EUR"), "N".repeat(200), "R".repeat(200)))
                        .getCstmrCdtTrfInitn()
                        .getPmtInf()
                        .getFirst()
                        .getCdtTrfTxInf()
                        .getFirst();
        assertThat(transfer.getCdtr().getNm()).hasSize(140);
        assertThat(transfer.getRmtInf().getUstrd().getFirst()).hasSize(140);
    }

    static PayoutOrder order(Money amount, String name, String remittance) {
        return new PayoutOrder(
                "po_1",
                amount,
                name,
                "GB82WEST12345698765432",
                remittance,
                Instant.parse("2026-11-22T12:34:56.789Z"));
    }

    private static MxPain00100109 read(PayoutOrder order) {
        return MxPain00100109.parse(new String(Pain001.write(BANK, order), UTF_8));
    }
}
