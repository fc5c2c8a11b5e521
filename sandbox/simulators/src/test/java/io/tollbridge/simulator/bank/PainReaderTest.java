package io.tollbridge.simulator.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tollbridge.simulator.http.Problem;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PainReaderTest {

    private static final String GOOD = TestPain.message("MSG-1", "po_1", "EUR", "98.75");
    private static final String BODY = "/Document/CstmrCdtTrfInitn";

    @Test
    void a_message_of_an_independent_library_is_read_as_it_was_meant() {
        PainReader.Message message = PainReader.read(GOOD, BankController.CLIENT_MONEY_IBAN);

        assertThat(message)
                .isEqualTo(
                        new PainReader.Message(
                                "MSG-1",
                                java.util.List.of(
                                        new Instruction(
                                                "MSG-1",
                                                "MSG-1-1",
                                                "po_1",
                                                BankController.CLIENT_MONEY_IBAN,
                                                LocalDate.of(2026, 11, 20),
                                                "EUR",
                                                9_875,
                                                "Merchant Ltd",
                                                TestPain.CREDITOR_IBAN,
                                                "Payout po_1"))));
    }

    @ParameterizedTest
    @CsvSource({"JPY, 500, 500", "KWD, 1.234, 1234", "USD, 1.5, 150"})
    void amounts_follow_the_decimals_of_their_currency(String currency, String amount, long minor) {
        String xml = TestPain.message("MSG-1", "po_1", currency, amount);

        assertThat(PainReader.read(xml, BankController.CLIENT_MONEY_IBAN).instructions())
                .extracting(Instruction::amountMinor)
                .containsExactly(minor);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "CtrlSum>98.75<|CtrlSum>98.76<|/PmtInf/CtrlSum",
                "NbOfTxs>1<|NbOfTxs>2<|/PmtInf/NbOfTxs",
                "PmtMtd>TRF<|PmtMtd>CHK<|/PmtInf/PmtMtd",
                ">po_1<|><|/PmtInf/CdtTrfTxInf/PmtId/EndToEndId",
                "GB82WEST|GB83WEST|/PmtInf/CdtTrfTxInf/CdtrAcct/Id/IBAN",
                "DE8937|GB82|/PmtInf/DbtrAcct/Id/IBAN",
                "EUR|XQX|/PmtInf/CdtTrfTxInf/Amt/InstdAmt",
                "98.75|98.755|/PmtInf/CdtTrfTxInf/Amt/InstdAmt",
                "2026-11-20<|tomorrow<|/PmtInf/ReqdExctnDt/Dt",
            })
    void a_refusal_names_the_element(String good, String bad, String path) {
        assertThat(GOOD).contains(good);

        assertThat(refusal(GOOD.replace(good, bad)).param()).isEqualTo(BODY + path);
    }

    @Test
    void the_control_sum_of_the_whole_message_is_required() {
        String without = GOOD.replaceFirst("<(\\w+:)?CtrlSum>98.75</(\\w+:)?CtrlSum>", "");

        assertThat(refusal(without).param()).isEqualTo(BODY + "/GrpHdr/CtrlSum");
    }

    @Test
    void other_versions_external_entities_and_text_that_is_not_xml_are_refused() {
        assertThat(refusal(GOOD.replace("pain.001.001.09", "pain.001.001.03")).status())
                .isEqualTo(400);
        assertThat(refusal("not xml").code()).isEqualTo("invalid_xml");
        String bomb = "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d>&x;</d>";
        assertThat(refusal(bomb).code()).isEqualTo("invalid_xml");
    }

    private static Problem refusal(String xml) {
        return catchThrowableOfType(
                Problem.class, () -> PainReader.read(xml, BankController.CLIENT_MONEY_IBAN));
    }
}
