package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollbridge.channel.channel.LateAnswers;
import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.CardsForTests;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.kernel.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The link and the channel on it, against a host that does what the test says. */
class AcquirerLinkTest {

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-22T12:00:00Z"));
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final Duration SHORT = Duration.ofMillis(150);

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private final List<LateAnswer> late = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final ScriptedAcquirer acquirer = new ScriptedAcquirer();
    private final AcquirerLink link = link(acquirer.port());
    private final Iso8583Channel channel = channel(acquirer.port(), link);

    @BeforeEach
    void sign_on() {
        link.start();
        await().until(link::isUp);
    }

    @AfterEach
    void stop() {
        link.stop();
        acquirer.close();
        callers.close();
    }

    @Test
    void it_signs_on_before_anything_else_and_off_at_the_end() {
        assertThat(acquirer.network).startsWith("001");
        link.stop();
        assertThat(acquirer.network).endsWith("002");
        assertThat(link.isUp()).isFalse();
        assertThat(authorise("att_1", LONG).join().verdict()).isEqualTo(Verdict.NOT_SENT);
    }

    @Test
    void an_idle_link_is_tested_with_echoes() {
        await().until(() -> Collections.frequency(acquirer.network, "301") >= 2);
        assertThat(link.isUp()).isTrue();
        assertThat(acquirer.connections).hasValue(1);
    }

    @Test
    void a_link_that_does_not_answer_an_echo_is_replaced() {
        acquirer.answersEchoes = false;
        await().atMost(LONG).until(() -> acquirer.connections.get() >= 2);
        acquirer.answersEchoes = true;
        await().atMost(LONG).until(link::isUp);
    }

    @Test
    void a_refused_sign_on_keeps_the_link_down_and_is_tried_again() {
        acquirer.signOnCode = "91";
        acquirer.hangUp();
        await().until(() -> Collections.frequency(acquirer.network, "001") >= 3);
        assertThat(link.isUp()).isFalse();
        acquirer.signOnCode = "00";
        await().atMost(LONG).until(link::isUp);
    }

    @Test
    void an_answer_is_the_answer() {
        var answer = authorise("att_1", LONG);
        acquirer.answer(ScriptedAcquirer.approve(acquirer.next()));
        assertThat(answer.join().verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(answer.join().authCode()).isEqualTo("A12345");
    }

    @Test
    void answers_in_any_order_find_their_callers() {
        var answers = new ArrayList<CompletableFuture<ChannelAnswer>>();
        var requests = new ArrayList<Iso8583Message>();
        for (int i = 0; i < 50; i++) {
            answers.add(authorise("att_" + i, LONG));
        }
        for (int i = 0; i < 50; i++) {
            requests.add(acquirer.next());
        }
        Collections.reverse(requests);
        requests.forEach(request -> acquirer.answer(ScriptedAcquirer.approve(request)));
        for (int i = 0; i < 50; i++) {
            ChannelAnswer answer = answers.get(i).join();
            assertThat(answer.verdict()).isEqualTo(Verdict.APPROVED);
            assertThat(answer.channelReference()).isEqualTo(TraceKeys.rrn("att_" + i));
        }
    }

    @Test
    void silence_is_unclear_and_the_late_answer_is_told() {
        var answer = authorise("att_1", SHORT);
        Iso8583Message request = acquirer.next();
        assertThat(answer.join().verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.join().reason()).contains("no answer within");
        acquirer.answer(ScriptedAcquirer.approve(request));
        await().until(() -> late.size() == 1);
        assertThat(late.getFirst().reference()).isEqualTo(new AttemptId("att_1"));
        assertThat(late.getFirst().answer().verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void a_second_copy_of_an_answer_is_counted_and_nothing_else() {
        var answer = authorise("att_1", LONG);
        Iso8583Message approval = ScriptedAcquirer.approve(acquirer.next());
        acquirer.answer(approval);
        acquirer.answer(approval);
        assertThat(answer.join().verdict()).isEqualTo(Verdict.APPROVED);
        await().until(() -> stray() == 1);
        assertThat(late).isEmpty();
    }

    @Test
    void garbage_is_skipped_and_the_link_goes_on() {
        var answer = authorise("att_1", LONG);
        Iso8583Message request = acquirer.next();
        acquirer.raw("this is not ISO 8583".getBytes(US_ASCII));
        acquirer.raw(new byte[] {0, 1, 2, 3});
        acquirer.raw(new byte[0]);
        acquirer.answer(ScriptedAcquirer.approve(request));
        assertThat(answer.join().verdict()).isEqualTo(Verdict.APPROVED);
        assertThat(acquirer.connections).hasValue(1);
    }

    @Test
    void a_frame_that_cannot_be_one_ends_the_connection_and_a_new_one_is_made() {
        var answer = authorise("att_1", LONG);
        acquirer.next();
        acquirer.beginFrame(60_000);
        assertThat(answer.join().verdict()).isEqualTo(Verdict.UNCLEAR);
        await().atMost(LONG).until(() -> acquirer.connections.get() == 2 && link.isUp());
    }

    @Test
    void a_lost_link_makes_all_that_was_sent_unclear_at_once() {
        var one = authorise("att_1", LONG);
        var two = authorise("att_2", LONG);
        acquirer.next();
        acquirer.next();
        acquirer.hangUp();
        assertThat(one.join().verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(two.join().reason()).contains("the link broke");
        await().atMost(LONG).until(link::isUp);
        var again = authorise("att_3", LONG);
        acquirer.answer(ScriptedAcquirer.approve(acquirer.next()));
        assertThat(again.join().verdict()).isEqualTo(Verdict.APPROVED);
    }

    @Test
    void without_a_link_nothing_is_sent_and_the_cvv_is_kept() {
        acquirer.close();
        await().until(() -> !link.isUp());
        var taken = new ArrayList<String>();
        Card card =
                new Card(
                        CardsForTests.card(CardsForTests.GOOD, YearMonth.of(2030, 12), "123")
                                .number(),
                        YearMonth.of(2030, 12),
                        () -> {
                            taken.add("cvv");
                            return Optional.empty();
                        });
        ChannelAnswer answer = channel.authorise(Orders.authorise("att_1", 1234, true), card, LONG);
        assertThat(answer.verdict()).isEqualTo(Verdict.NOT_SENT);
        assertThat(taken).isEmpty();
    }

    @Test
    void two_callers_with_one_operation_get_the_same_answer() {
        var one = authorise("att_1", LONG);
        Iso8583Message request = acquirer.next();
        var two = authorise("att_1", LONG);
        acquirer.next();
        acquirer.answer(ScriptedAcquirer.approve(request));
        assertThat(one.join()).isEqualTo(two.join());
    }

    @Test
    void an_answer_to_another_operation_under_the_same_keys_is_unclear() {
        var answer = authorise("att_1", LONG);
        Iso8583Message approval = ScriptedAcquirer.approve(acquirer.next());
        var fields = new TreeMap<>(approval.fields());
        fields.put(60, "att_other");
        acquirer.answer(new Iso8583Message(approval.mti(), fields));
        assertThat(answer.join().verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.join().reason()).contains("DE60");
    }

    @Test
    void requests_from_the_host_are_ignored() {
        acquirer.answer(new Iso8583Requests(config(1)).network("301", 77, CLOCK.instant()));
        await().until(() -> stray() == 1);
        assertThat(link.isUp()).isTrue();
    }

    @Test
    void a_void_cannot_be_asked_for_and_says_so() {
        ChannelAnswer answer = channel.query(Orders.original("att_1", "void", 1), LONG);
        assertThat(answer.verdict()).isEqualTo(Verdict.UNCLEAR);
        assertThat(answer.reason()).contains("void");
    }

    private double stray() {
        return meters.counter("channel.link.stray_answers", "channel", "test-acquirer").count();
    }

    private CompletableFuture<ChannelAnswer> authorise(String reference, Duration patience) {
        Card card = CardsForTests.card(CardsForTests.GOOD, YearMonth.of(2030, 12), "123");
        return CompletableFuture.supplyAsync(
                () -> channel.authorise(Orders.authorise(reference, 1234, true), card, patience),
                callers);
    }

    private static Iso8583Config config(int port) {
        return Orders.config("127.0.0.1", port);
    }

    private AcquirerLink link(int port) {
        return new AcquirerLink(
                config(port), new Iso8583Codec(), new Iso8583Requests(config(port)), CLOCK, meters);
    }

    private Iso8583Channel channel(int port, AcquirerLink onLink) {
        LateAnswers answers =
                new LateAnswers() {
                    @Override
                    public void ofOperation(String name, AttemptId of, ChannelAnswer answer) {
                        late.add(new LateAnswer(name, of, answer));
                    }

                    @Override
                    public void ofReversal(String name, AttemptId of, ChannelAnswer answer) {
                        late.add(new LateAnswer(name, of, answer));
                    }
                };
        return new Iso8583Channel(
                config(port), new Iso8583Requests(config(port)), onLink, answers, CLOCK);
    }
}
