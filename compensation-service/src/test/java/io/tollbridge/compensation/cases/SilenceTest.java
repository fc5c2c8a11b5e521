package io.tollbridge.compensation.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.starter.clock.BusinessClock;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SilenceTest {

    private static final Duration GAP = Duration.ofSeconds(10);

    private final BusinessClock clock =
            new BusinessClock(Clock.fixed(TestCases.SENT_AT, ZoneOffset.UTC));
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final CaseTimer timer = new CaseTimer(clock, thread);
    private final Silence silence = new Silence(timer, clock, GAP);
    private final List<String> tried = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        timer.close();
    }

    @Test
    void an_answer_brings_all_that_met_the_silence_and_nothing_else() throws Exception {
        silence.met("acquirer", "att_1");
        silence.met("acquirer", "att_2");
        silence.met("wallet", "att_3");
        later();
        silence.brokenBy("acquirer");
        assertThat(tried()).containsExactlyInAnyOrder("att_1", "att_2");
    }

    @Test
    void a_case_is_not_asked_after_sooner_than_its_gap() throws Exception {
        silence.met("acquirer", "att_1");
        silence.brokenBy("acquirer");
        silence.met("acquirer", "att_2");
        silence.probe();
        assertThat(tried()).isEmpty();
        later();
        assertThat(tried()).containsExactly("att_1");
    }

    @Test
    void of_each_silent_one_the_case_that_waits_longest_is_a_probe() throws Exception {
        silence.met("acquirer", "att_1");
        later();
        silence.met("acquirer", "att_2");
        silence.met("core-engine", "att_3");
        later();
        silence.probe();
        assertThat(tried()).containsExactlyInAnyOrder("att_1", "att_3");
    }

    @Test
    void a_closed_case_is_not_tried() throws Exception {
        silence.met("acquirer", "att_1");
        silence.forget("att_1");
        later();
        silence.probe();
        silence.brokenBy("acquirer");
        assertThat(tried()).isEmpty();
    }

    private void later() {
        clock.follow(clock.offset().plus(GAP).toMillis());
    }

    /** What has been tried by now. */
    private List<String> tried() throws Exception {
        timer.workWith(tried::add);
        timer.tick();
        thread.submit(() -> {}).get(); // what was started before it is over
        return tried;
    }
}
