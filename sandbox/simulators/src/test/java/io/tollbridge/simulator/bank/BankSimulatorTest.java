package io.tollbridge.simulator.bank;

import static org.assertj.core.api.Assertions.assertThat;

import com.prowidesoftware.swift.model.mx.MxCamt05300108;
import com.prowidesoftware.swift.model.mx.dic.AccountStatement9;
import com.prowidesoftware.swift.model.mx.dic.CashBalance8;
import com.prowidesoftware.swift.model.mx.dic.ReportEntry10;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.TestHttp;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bank as its callers see it, over HTTP. The first day is Friday, 20 November 2026. */
class BankSimulatorTest {

    private static final Pattern ELEMENT = Pattern.compile("<(?:\\w+:)?(\\w+)[ >]");

    @TempDir Path state;
    private BusinessClock clock;
    private BankSimulator bank;

    @BeforeEach
    void start() throws IOException {
        clock = new BusinessClock(InstantSource.fixed(Instant.parse("2026-11-20T09:00:00Z")));
        bank = open();
    }

    @AfterEach
    void stop() throws IOException {
        bank.close();
    }

    private BankSimulator open() throws IOException {
        return new BankSimulator(new BankSimulator.Settings("127.0.0.1", 0, state, 300), clock);
    }

    @Test
    void a_payment_is_made_on_the_next_business_day_and_shows_on_the_statement() throws Exception {
        credit("acq-1", "EUR", 10_000, "2026-11-20");
        HttpResponse<String> accepted = pay(TestPain.message("MSG-1", "po_1", "EUR", "98.75"));
        assertThat(accepted.statusCode()).isEqualTo(202);
        assertThat(accepted.body())
                .contains("\"message_id\":\"MSG-1\"", "\"execution_date\":\"2026-11-23\"");

        clock.advance(Duration.ofDays(2));
        assertThat(payment("po_1")).contains("\"status\":\"accepted\"");
        clock.advance(Duration.ofDays(1));
        assertThat(payment("po_1")).contains("\"status\":\"paid\"", "\"booked_on\":\"2026-11-23\"");
        assertThat(statementStatus("2026-11-23")).isEqualTo(404);
        clock.advance(Duration.ofDays(1));

        AccountStatement9 friday = statement("2026-11-20").getFirst();
        assertThat(balances(friday)).containsExactly("OPBD 0.00 CRDT", "CLBD 100.00 CRDT");
        AccountStatement9 monday = statement("2026-11-23").getFirst();
        assertThat(balances(monday)).containsExactly("OPBD 100.00 CRDT", "CLBD 1.25 CRDT");
        ReportEntry10 entry = monday.getNtry().getFirst();
        assertThat(entry.getAmt().getValue()).isEqualByComparingTo("98.75");
        assertThat(entry.getCdtDbtInd()).hasToString("DBIT");
        assertThat(entry.getAcctSvcrRef()).isEqualTo("BK0000000002");
        var details = entry.getNtryDtls().getFirst().getTxDtls().getFirst();
        assertThat(details.getRefs().getEndToEndId()).isEqualTo("po_1");
        assertThat(details.getRmtInf().getUstrd()).containsExactly("Payout po_1");
        assertThat(details.getRltdPties().getCdtrAcct().getId().getIBAN())
                .isEqualTo(TestPain.CREDITOR_IBAN);
    }

    @Test
    void a_message_and_an_end_to_end_id_pay_at_most_once() throws Exception {
        credit("acq-1", "EUR", 100_000, "2026-11-20");
        String first = TestPain.message("MSG-1", "po_1", "EUR", "10.00");
        assertThat(pay(first).statusCode()).isEqualTo(202);
        assertThat(pay(first).statusCode()).isEqualTo(202);
        assertThat(pay(TestPain.message("MSG-2", "po_1", "EUR", "10.00")).statusCode())
                .isEqualTo(202);

        assertThat(pay(TestPain.message("MSG-1", "po_2", "EUR", "10.00")).body())
                .contains("duplicate_message_id");
        assertThat(pay(TestPain.message("MSG-3", "po_1", "EUR", "10.01")).body())
                .contains("duplicate_end_to_end_id");

        clock.advance(Duration.ofDays(3));
        assertThat(books()).contains("\"balances_minor\":{\"EUR\":99000}");
    }

    @Test
    void a_credit_is_booked_once_per_id_on_its_value_date() throws Exception {
        assertThat(credit("acq-1", "EUR", 10_000, "2026-11-19")).isEqualTo(201);
        assertThat(credit("acq-1", "EUR", 10_000, "2026-11-19")).isEqualTo(200);
        assertThat(credit("acq-1", "EUR", 10_001, "2026-11-19")).isEqualTo(409);
        assertThat(credit("acq-2", "XQX", 10_001, "2026-11-19")).isEqualTo(400);
        assertThat(TestHttp.post(bank.port(), "/__admin/credits", "{}").statusCode())
                .isEqualTo(400);

        awaitStatement("2026-11-19");
        assertThat(balances(statement("2026-11-19").getFirst()))
                .containsExactly("OPBD 0.00 CRDT", "CLBD 100.00 CRDT");
    }

    @Test
    void a_late_credit_goes_to_the_first_day_whose_statement_is_not_out() throws Exception {
        clock.advance(Duration.ofDays(1));
        awaitStatement("2026-11-20");
        credit("acq-1", "EUR", 10_000, "2026-11-20");
        clock.advance(Duration.ofDays(1));
        awaitStatement("2026-11-21");

        assertThat(statement("2026-11-20").getFirst().getNtry()).isEmpty();
        assertThat(statement("2026-11-21").getFirst().getNtry()).hasSize(1);
    }

    @Test
    void a_payment_without_money_waits_for_its_day_to_end_and_is_then_rejected() throws Exception {
        var _ = pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00"));
        clock.advance(Duration.ofDays(3));
        assertThat(payment("po_1")).contains("\"status\":\"accepted\"");
        clock.advance(Duration.ofDays(1));

        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(payment("po_1"))
                                .contains("\"status\":\"rejected\"", "\"reason_code\":\"AM04\""));
        credit("acq-1", "EUR", 10_000, "2026-11-24");
        assertThat(payment("po_1")).contains("\"status\":\"rejected\"");
    }

    @Test
    void a_credit_that_the_same_clock_tick_set_off_still_pays_the_payment() throws Exception {
        var _ = pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00"));
        clock.advance(Duration.ofDays(4));
        credit("acq-1", "EUR", 10_000, "2026-11-23");

        assertThat(payment("po_1")).contains("\"status\":\"paid\"", "\"booked_on\":\"2026-11-23\"");
    }

    @Test
    void faults_reject_the_next_payment_and_return_the_one_after() throws Exception {
        credit("acq-1", "EUR", 10_000, "2026-11-20");
        arm("{\"reject_next\":1}");
        var _ = pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00"));
        arm("{\"return_next\":1}");
        var _ = pay(TestPain.message("MSG-2", "po_2", "EUR", "20.00"));
        var _ = pay(TestPain.message("MSG-3", "po_3", "EUR", "30.00"));
        clock.advance(Duration.ofDays(3));

        assertThat(payment("po_1")).contains("\"status\":\"rejected\"", "AC04");
        assertThat(pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00")).body())
                .as("the same message tells what became of it")
                .contains("\"status\":\"rejected\"");
        assertThat(payment("po_2")).contains("\"status\":\"paid\"");
        assertThat(payment("po_3")).contains("\"status\":\"paid\"");
        clock.advance(Duration.ofDays(1));
        assertThat(payment("po_2")).contains("\"status\":\"returned\"");
        clock.advance(Duration.ofDays(1));
        awaitStatement("2026-11-24");
        ReportEntry10 back = statement("2026-11-24").getFirst().getNtry().getFirst();
        assertThat(back.isRvslInd()).isTrue();
        assertThat(back.getCdtDbtInd()).hasToString("CRDT");
        assertThat(books()).contains("\"balances_minor\":{\"EUR\":7000}");
    }

    @Test
    void the_statement_has_its_elements_in_the_order_of_the_standard() throws Exception {
        credit("acq-1", "EUR", 10_000, "2026-11-20");
        credit("acq-2", "JPY", 500, "2026-11-20");
        arm("{\"return_next\":1}");
        var _ = pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00"));
        clock.advance(Duration.ofDays(3));
        assertThat(payment("po_1")).contains("paid");
        clock.advance(Duration.ofDays(2));
        assertThat(payment("po_1")).contains("returned");

        for (String day : List.of("2026-11-20", "2026-11-22", "2026-11-23", "2026-11-24")) {
            awaitStatement(day);
            String ours = TestHttp.get(bank.port(), "/statements/" + day).body();
            String theirs = MxCamt05300108.parse(ours).document();
            assertThat(elements(ours)).as(day).isEqualTo(elements(theirs));
        }
        assertThat(statement("2026-11-20"))
                .extracting(statement -> statement.getAcct().getCcy())
                .containsExactly("EUR", "JPY");
        assertThat(balances(statement("2026-11-20").getLast()))
                .containsExactly("OPBD 0 CRDT", "CLBD 500 CRDT");
    }

    @Test
    void what_was_acknowledged_survives_a_crash_and_statements_never_change() throws Exception {
        credit("acq-1", "EUR", 10_000, "2026-11-20");
        var _ = pay(TestPain.message("MSG-1", "po_1", "EUR", "10.00"));
        bank.crash();
        bank = open();
        assertThat(payment("po_1")).contains("\"status\":\"accepted\"");
        clock.advance(Duration.ofDays(4));
        awaitStatement("2026-11-23");
        String before = TestHttp.get(bank.port(), "/statements/2026-11-23").body();
        bank.crash();
        bank = open();

        assertThat(payment("po_1")).contains("\"status\":\"paid\"");
        credit("acq-2", "EUR", 1, "2026-11-23");
        assertThat(TestHttp.get(bank.port(), "/statements/2026-11-23").body()).isEqualTo(before);
    }

    @Test
    void what_cannot_be_read_is_refused_with_the_element_named() throws Exception {
        String wrong =
                TestPain.message("MSG-1", "po_1", "EUR", "10.00").replace(">10.00<", ">10.001<");
        HttpResponse<String> refused = pay(wrong);

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(refused.body())
                .contains(
                        "\"param\":\"/Document/CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf/Amt/InstdAmt\"");
        assertThat(TestHttp.get(bank.port(), "/payments/po_1").statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> pay(String pain) throws Exception {
        return TestHttp.post(bank.port(), "/payments", pain);
    }

    private String payment(String endToEndId) throws Exception {
        return TestHttp.get(bank.port(), "/payments/" + endToEndId).body();
    }

    private String books() throws Exception {
        return TestHttp.get(bank.port(), "/__admin/books?currency=EUR").body();
    }

    private void arm(String fault) throws Exception {
        assertThat(TestHttp.post(bank.port(), "/__admin/faults", fault).statusCode())
                .isEqualTo(201);
    }

    private int credit(String id, String currency, long amount, String valueDate) throws Exception {
        String credit =
                """
                {"id":"%s","currency":"%s","amount":%d,"value_date":"%s",
                 "remittance":"ACQ SETTLEMENT","debtor":"Sandbox Acquirer"}
                """
                        .formatted(id, currency, amount, valueDate);
        return TestHttp.post(bank.port(), "/__admin/credits", credit).statusCode();
    }

    private int statementStatus(String day) throws Exception {
        return TestHttp.get(bank.port(), "/statements/" + day).statusCode();
    }

    private void awaitStatement(String day) {
        Awaitility.await().until(() -> statementStatus(day) == 200);
    }

    private List<AccountStatement9> statement(String day) throws Exception {
        awaitStatement(day);
        String xml = TestHttp.get(bank.port(), "/statements/" + day).body();
        return MxCamt05300108.parse(xml).getBkToCstmrStmt().getStmt();
    }

    private static List<String> balances(AccountStatement9 statement) {
        return statement.getBal().stream().map(BankSimulatorTest::balance).toList();
    }

    private static String balance(CashBalance8 balance) {
        BigDecimal value = balance.getAmt().getValue();
        return balance.getTp().getCdOrPrtry().getCd()
                + " "
                + value.toPlainString()
                + " "
                + balance.getCdtDbtInd();
    }

    private static List<String> elements(String xml) {
        return ELEMENT.matcher(xml).results().map(match -> match.group(1)).toList();
    }
}
