package io.tollbridge.simulator.acquirer;

import static io.tollbridge.simulator.acquirer.TestLink.code;
import static org.assertj.core.api.Assertions.assertThat;

import com.solab.iso8583.IsoMessage;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.TestHttp;
import io.tollbridge.simulator.journal.ImmutableFiles;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acquirer as its callers see it: over a real socket and over HTTP. */
class AcquirerSimulatorTest {

    private static final String GOOD_CARD = "4242424242424242";
    private static final int SILENCE_MILLIS = 300;

    @TempDir Path state;
    private BusinessClock clock;
    private AcquirerSimulator acquirer;
    private TestLink link;

    @BeforeEach
    void start() throws IOException {
        clock = new BusinessClock(InstantSource.fixed(Instant.parse("2026-11-22T10:15:00Z")));
        acquirer = open();
        link = TestLink.signedOn(acquirer.port());
    }

    @AfterEach
    void stop() throws IOException {
        link.close();
        acquirer.close();
    }

    private AcquirerSimulator open() throws IOException {
        return new AcquirerSimulator(
                new AcquirerSimulator.Settings(
                        "127.0.0.1", 0, 0, state, URI.create("http://127.0.0.1:1"), "TOLLBRIDGE"),
                clock);
    }

    @Test
    void nothing_but_sign_on_is_served_before_sign_on() throws Exception {
        try (TestLink fresh = new TestLink(acquirer.port())) {
            assertThat(code(fresh.ask(fresh.purchase("att_1", 1_000, GOOD_CARD)))).isEqualTo("91");
            assertThat(code(fresh.ask(fresh.network("301")))).isEqualTo("91");
            assertThat(code(fresh.ask(fresh.network("001")))).isEqualTo("00");
            assertThat(code(fresh.ask(fresh.network("301")))).isEqualTo("00");
            assertThat(code(fresh.ask(fresh.purchase("att_1", 1_000, GOOD_CARD)))).isEqualTo("00");
            assertThat(code(fresh.ask(fresh.network("002")))).isEqualTo("00");
            assertThat(code(fresh.ask(fresh.inquire("att_1")))).isEqualTo("91");
        }
    }

    @Test
    void a_purchase_is_approved_with_a_code_and_echoes_its_request() throws Exception {
        IsoMessage request = link.purchase("att_1", 1_000, GOOD_CARD);
        IsoMessage answer = link.ask(request);

        assertThat(answer.getType()).isEqualTo(0x0210);
        assertThat(code(answer)).isEqualTo("00");
        assertThat(answer.<String>getObjectValue(38)).matches("[0-9]{6}");
        for (int field : new int[] {3, 4, 7, 11, 32, 37, 41, 42, 49, 60}) {
            assertThat(answer.getField(field).toString())
                    .as("DE" + field)
                    .isEqualTo(request.getField(field).toString());
        }
    }

    @Test
    void a_declined_card_gets_its_code_and_no_approval() throws Exception {
        IsoMessage answer = link.ask(link.purchase("att_1", 1_000, "4000000000009995"));

        assertThat(code(answer)).isEqualTo("51");
        assertThat(answer.hasField(38)).isFalse();
        assertThat(inquired("att_1")).isEqualTo("51|DECLINED");
    }

    @Test
    void a_hold_is_captured_and_another_is_voided() throws Exception {
        IsoMessage hold = link.authorise("att_1", 1_000);
        assertThat(code(link.ask(hold))).isEqualTo("00");
        IsoMessage captured = link.ask(link.capture("cap_1", hold, 1_000));
        assertThat(captured.getType()).isEqualTo(0x0230);
        assertThat(code(captured)).isEqualTo("00");
        assertThat(code(link.ask(link.capture("cap_2", hold, 1)))).isEqualTo("12");

        IsoMessage other = link.authorise("att_2", 500);
        assertThat(code(link.ask(other))).isEqualTo("00");
        assertThat(code(link.ask(link.reverse(other)))).isEqualTo("00");
        assertThat(inquired("att_2")).isEqualTo("00|REVERSED");
    }

    @Test
    void refunds_stay_within_what_was_captured() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 1_000, GOOD_CARD);
        assertThat(code(link.ask(purchase))).isEqualTo("00");
        assertThat(code(link.ask(link.refund("re_1", purchase, 700)))).isEqualTo("00");
        assertThat(code(link.ask(link.refund("re_2", purchase, 301)))).isEqualTo("12");
        assertThat(inquired("re_1")).isEqualTo("00|REFUNDED");
    }

    @Test
    void original_data_of_another_message_is_refused() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 1_000, GOOD_CARD);
        assertThat(code(link.ask(purchase))).isEqualTo("00");
        IsoMessage reversal = link.reverse(purchase);
        String wrong = "0200" + "999998" + TestLink.originalData(purchase).substring(10);

        assertThat(code(link.ask(reversal.updateValue(90, wrong)))).isEqualTo("12");
        assertThat(inquired("att_1")).isEqualTo("00|CAPTURED");
    }

    @Test
    void an_amount_ending_in_91_is_booked_and_not_answered() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 1_091, GOOD_CARD);
        link.send(purchase);
        assertThat(link.receiveWithin(SILENCE_MILLIS)).isEmpty();

        assertThat(inquired("att_1")).isEqualTo("00|CAPTURED");
        assertThat(code(link.ask(link.reverse(purchase)))).isEqualTo("00");
        assertThat(inquired("att_1")).isEqualTo("00|REVERSED");
    }

    @Test
    void an_amount_ending_in_92_is_lost_and_its_reversal_fences_it() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 1_092, GOOD_CARD);
        link.send(purchase);
        assertThat(link.receiveWithin(SILENCE_MILLIS)).isEmpty();

        assertThat(code(link.ask(link.inquire("att_1")))).isEqualTo("25");
        assertThat(code(link.ask(link.reverse(purchase)))).isEqualTo("25");
        IsoMessage late = link.purchase("att_1", 1_000, GOOD_CARD);
        assertThat(code(link.ask(late))).isEqualTo("12");
    }

    @Test
    void amounts_ending_in_93_95_and_99_disturb_the_answer_only() throws Exception {
        link.send(link.purchase("att_93", 1_093, GOOD_CARD));
        assertThat(code(link.receive())).isEqualTo("00");
        assertThat(code(link.receive())).isEqualTo("00");

        IsoMessage altered = link.ask(link.purchase("att_95", 1_095, GOOD_CARD));
        assertThat(altered.<String>getObjectValue(4)).isEqualTo("000000001096");
        assertThat(book("att_95")).contains("\"amount_minor\":1095");

        assertThat(code(link.ask(link.purchase("att_99a", 1_099, GOOD_CARD)))).isEqualTo("96");
        assertThat(code(link.ask(link.purchase("att_99a", 1_099, GOOD_CARD)))).isEqualTo("96");
        assertThat(code(link.ask(link.inquire("att_99a")))).isEqualTo("25");
        assertThat(code(link.ask(link.purchase("att_99b", 1_099, GOOD_CARD)))).isEqualTo("00");
    }

    @Test
    void faults_on_command_delay_drop_duplicate_decline_and_disconnect() throws Exception {
        arm("{\"decline_next\":\"51\"}");
        assertThat(code(link.ask(link.purchase("att_1", 1_000, GOOD_CARD)))).isEqualTo("51");

        arm("{\"drop_next\":\"answer\",\"mti\":\"0200\"}");
        link.send(link.purchase("att_2", 1_000, GOOD_CARD));
        assertThat(link.receiveWithin(SILENCE_MILLIS)).isEmpty();
        assertThat(inquired("att_2")).isEqualTo("00|CAPTURED");

        arm("{\"drop_next\":true}");
        link.send(link.purchase("att_3", 1_000, GOOD_CARD));
        assertThat(link.receiveWithin(SILENCE_MILLIS)).isEmpty();
        assertThat(code(link.ask(link.inquire("att_3")))).isEqualTo("25");

        arm("{\"reply_after_millis\":400,\"duplicate_next\":true}");
        link.send(link.purchase("att_4", 1_000, GOOD_CARD));
        Awaitility.await().untilAsserted(() -> assertThat(book("att_4")).contains("CAPTURED"));
        assertThat(link.receive().<String>getObjectValue(60)).isEqualTo("att_4");
        assertThat(link.receive().<String>getObjectValue(60)).isEqualTo("att_4");

        arm("{\"disconnect\":true}");
        link.send(link.purchase("att_5", 1_000, GOOD_CARD));
        Awaitility.await().untilAsserted(() -> assertThat(book("att_5")).contains("CAPTURED"));
        try (TestLink again = TestLink.signedOn(acquirer.port())) {
            assertThat(code(again.ask(again.inquire("att_5")))).isEqualTo("00");
        }
    }

    @Test
    void an_unknown_fault_is_refused_by_name() throws Exception {
        HttpResponse<String> refused =
                TestHttp.post(acquirer.httpPort(), "/__admin/faults", "{\"explode\":true}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(refused.body()).contains("\"param\":\"explode\"");
    }

    @Test
    void a_message_that_cannot_be_read_does_not_take_the_link_down() throws Exception {
        link.sendRaw("0200not a bitmap");
        link.sendRaw("XXXX");
        link.sendRaw("0200F23E4491A8E080200000000000000020");

        assertThat(code(link.ask(link.network("301")))).isEqualTo("00");
    }

    @Test
    void many_requests_in_flight_are_all_booked_and_answered() throws Exception {
        Set<String> sent = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            link.send(link.purchase("att_" + i, 1_000, GOOD_CARD));
            sent.add("att_" + i);
        }

        Set<String> answered = new HashSet<>();
        for (int i = 0; i < 500; i++) {
            answered.add(link.receive().getObjectValue(60));
        }
        assertThat(answered).isEqualTo(sent);
    }

    @Test
    void what_was_answered_is_in_the_books_after_a_crash() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 1_000, GOOD_CARD);
        String approval = link.ask(purchase).getObjectValue(38);
        acquirer.crash();

        acquirer = open();
        link = TestLink.signedOn(acquirer.port());
        assertThat(inquired("att_1")).isEqualTo("00|CAPTURED");
        IsoMessage repeated = link.ask(purchase);
        assertThat(repeated.<String>getObjectValue(38)).isEqualTo(approval);
    }

    @Test
    void the_statement_appears_after_the_day_and_adds_up_to_the_books() throws Exception {
        IsoMessage purchase = link.purchase("att_1", 10_000, GOOD_CARD);
        var _ = link.ask(purchase);
        var _ = link.ask(link.refund("re_1", purchase, 2_500));
        String path = "/statements/2026-11-22.csv";
        assertThat(TestHttp.get(acquirer.httpPort(), path).statusCode()).isEqualTo(404);

        clock.advance(Duration.ofDays(1));
        Awaitility.await().until(() -> TestHttp.get(acquirer.httpPort(), path).statusCode() == 200);
        HttpResponse<String> statement = TestHttp.get(acquirer.httpPort(), path);

        assertThat(statement.body()).endsWith("T,2,EUR,7500,125,7375\n");
        assertThat(statement.headers().firstValue("X-Content-SHA256"))
                .contains(ImmutableFiles.sha256(statement.body().getBytes(StandardCharsets.UTF_8)));
        assertThat(TestHttp.get(acquirer.httpPort(), "/__admin/books?currency=EUR").body())
                .contains("\"net_minor\":7500", "\"fee_minor\":125", "\"amount_minor\":7375");
        var _ = link.ask(link.reverse(link.purchase("att_none", 1, GOOD_CARD)));
        assertThat(TestHttp.get(acquirer.httpPort(), path).body()).isEqualTo(statement.body());
    }

    @Test
    void no_card_number_is_kept_anywhere() throws Exception {
        var _ = link.ask(link.purchase("att_1", 1_000, GOOD_CARD));
        var _ = link.ask(link.purchase("att_2", 1_000, "4000000000000002"));

        String books = Files.readString(state.resolve("books.jsonl"));
        assertThat(books).contains("424242******4242").doesNotContain(GOOD_CARD);
        assertThat(TestHttp.get(acquirer.httpPort(), "/__admin/books").body())
                .contains("400000******0002")
                .doesNotContain("4000000000000002");
    }

    private void arm(String fault) throws Exception {
        assertThat(TestHttp.post(acquirer.httpPort(), "/__admin/faults", fault).statusCode())
                .isEqualTo(201);
    }

    private String book(String reference) throws Exception {
        return TestHttp.get(acquirer.httpPort(), "/__admin/books/" + reference).body();
    }

    private String inquired(String reference) throws IOException {
        IsoMessage answer = link.ask(link.inquire(reference));
        assertThat(code(answer)).isEqualTo("00");
        return answer.getObjectValue(62);
    }
}
