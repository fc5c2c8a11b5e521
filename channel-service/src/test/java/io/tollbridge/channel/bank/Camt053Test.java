package io.tollbridge.channel.bank;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import io.tollbridge.channel.channel.Reports.Report;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.contracts.channels.BankBalance;
import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.kernel.Money;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Camt053Test {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 23);
    private static final String ACCOUNT = "DE89370400440532013000";

    private static final String FILE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>
            <GrpHdr><MsgId>S1</MsgId><CreDtTm>2026-11-24T00:00:00Z</CreDtTm></GrpHdr>
            <Stmt><Id>S1-EUR</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">10.00</Amt>
            <CdtDbtInd>DBIT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">51.50</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
            <Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">100.00</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
            <ValDt><Dt>2026-11-24</Dt></ValDt><AcctSvcrRef>B1</AcctSvcrRef><BkTxCd/>
            <NtryDtls><TxDtls><Refs><EndToEndId>fund-1</EndToEndId></Refs>
            <RmtInf><Ustrd>ACQ SETTLEMENT 2026-11-22 EUR</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>2</NtryRef><Amt Ccy="EUR">40.00</Amt><CdtDbtInd>DBIT</CdtDbtInd>
            <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
            <ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>B2</AcctSvcrRef><BkTxCd/>
            <NtryDtls><TxDtls><Refs><EndToEndId>po_1</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            <Ntry><NtryRef>3</NtryRef><Amt Ccy="EUR">1.50</Amt><CdtDbtInd>CRDT</CdtDbtInd>
            <RvslInd>true</RvslInd>
            <Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>
            <ValDt><Dt>2026-11-23</Dt></ValDt><AcctSvcrRef>B3</AcctSvcrRef><BkTxCd/>
            <NtryDtls><TxDtls><Refs><EndToEndId>po_2</EndToEndId></Refs></TxDtls></NtryDtls></Ntry>
            </Stmt>
            <Stmt><Id>S1-JPY</Id><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>
            <Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="JPY">5</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
            <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy="JPY">5</Amt>
            <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-23</Dt></Dt></Bal>
            </Stmt></BkToCstmrStmt></Document>
            """;

    @Test
    void prowide_takes_the_example_for_a_camt_053() {
        var message = MxCamt05300108.parse(FILE);
        assertThat(message.getBkToCstmrStmt().getStmt()).hasSize(2);
        assertThat(message.getBkToCstmrStmt().getStmt().getFirst().getNtry()).hasSize(3);
    }

    @Test
    void a_statement_that_prowide_writes_is_read() {
        Report report =
                read(
                        MxCamt05300108.parse(FILE)
                                .message()
                                .replaceFirst("(?s)^.*?(<[A-Za-z0-9:]*Document)", "$1"));
        assertThat(report.lines()).hasSize(3);
        assertThat(report.completed()).isEqualTo(read(FILE).completed());
    }

    @Test
    void every_entry_becomes_a_line_in_order() {
        Report report = read(FILE);
        assertThat(report.rejects()).isEmpty();
        assertThat(report.lines())
                .extracting(line -> (BankEntry) line.event())
                .containsExactly(
                        new BankEntry(
                                "bank",
                                DAY,
                                "hash",
                                1,
                                ACCOUNT,
                                Money.of(100_00, "EUR"),
                                true,
                                null,
                                "B1",
                                "ACQ SETTLEMENT 2026-11-22 EUR",
                                DAY.plusDays(1),
                                false),
                        entry(2, 40_00, false, "po_1", "B2", false),
                        entry(3, 1_50, true, "po_2", "B3", true));
    }

    @Test
    void balances_keep_their_sign() {
        assertThat(read(FILE).completed())
                .isEqualTo(
                        new BankStatementCompleted(
                                "bank",
                                DAY,
                                "hash",
                                3,
                                List.of(
                                        new BankBalance(
                                                ACCOUNT,
                                                Money.of(-10_00, "EUR"),
                                                Money.of(51_50, "EUR")),
                                        new BankBalance(
                                                ACCOUNT, Money.of(5, "JPY"), Money.of(5, "JPY")))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<Cd>BOOK</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt> <ValDt><Dt>2026-11-24"
                        + "|<Cd>PDNG</Cd></Sts><BookgDt><Dt>2026-11-23</Dt></BookgDt>"
                        + " <ValDt><Dt>2026-11-24|Sts",
                "<AcctSvcrRef>B1</AcctSvcrRef>|''|AcctSvcrRef",
                "\"EUR\">100.00<|\"EUR\">100.001<|Rounding",
                "\"EUR\">100.00<|\"QQQ\">100.00<|currency",
                "<ValDt><Dt>2026-11-24</Dt></ValDt>|<ValDt><Dt>soon</Dt></ValDt>|soon"
            })
    void a_bad_entry_is_rejected_and_the_others_stand(String part, String bad, String reason) {
        String flat = FILE.replace("\n", " ");
        assertThat(flat).contains(part);
        Report report = read(flat.replace(part, bad));
        assertThat(report.lines()).extracting(line -> line.row()).containsExactly(2, 3);
        assertThat(report.rejects()).hasSize(1);
        assertThat(report.rejects().getFirst().reason()).contains(reason);
    }

    @Test
    void a_balance_that_does_not_follow_is_refused_whole() {
        assertThatThrownBy(() -> read(FILE.replace(">51.50<", ">51.51<")))
                .isInstanceOf(UnreadableStatementException.class)
                .hasMessageContaining("closing balance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not xml",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.054.001.08\"/>",
                "<Document xmlns=\"urn:iso:std:iso:20022:tech:xsd:camt.053.001.08\"/>",
                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/hostname\">]><Document>&e;</Document>"
            })
    void what_is_no_statement_is_refused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(UnreadableStatementException.class);
    }

    private static BankEntry entry(
            int row, long minor, boolean credit, String payout, String reference, boolean back) {
        return new BankEntry(
                "bank",
                DAY,
                "hash",
                row,
                ACCOUNT,
                Money.of(minor, "EUR"),
                credit,
                payout,
                reference,
                null,
                DAY,
                back);
    }

    private static Report read(String xml) {
        return new Camt053("bank", DAY, "hash").read(xml.getBytes(UTF_8));
    }
}
