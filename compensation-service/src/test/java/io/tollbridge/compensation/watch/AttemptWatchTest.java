package io.tollbridge.compensation.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import io.tollbridge.compensation.cases.CaseSubject;
import io.tollbridge.compensation.cases.TestCases;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.starter.clock.BusinessClock;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** When core-engine is told, and what is durable; the rest is proven on real servers. */
class AttemptWatchTest {

    private static final CaseSubject SUBJECT = TestCases.subject("att_1_1", "purchase");

    private final Store store = new Store();
    private final List<Object> told = new ArrayList<>();
    private long nanos;
    private final AttemptWatch watch =
            new AttemptWatch(
                    store,
                    of(PaymentsApi.class, told),
                    new BusinessClock(Clock.systemUTC()),
                    Duration.ofSeconds(45),
                    () -> nanos);

    @Test
    void an_attempt_without_an_outcome_is_told_after_a_while() {
        watch.change(List.of(SUBJECT), Set.of());
        pass(Duration.ofSeconds(44));
        assertThat(told).isEmpty();
        pass(Duration.ofSeconds(1));
        assertThat(told).containsExactly(SUBJECT.attempt().id());
    }

    @Test
    void a_repeated_start_puts_nothing_off() {
        watch.change(List.of(SUBJECT), Set.of());
        pass(Duration.ofSeconds(30));
        watch.change(List.of(SUBJECT), Set.of());
        pass(Duration.ofSeconds(15));
        assertThat(told).containsExactly(SUBJECT.attempt().id());
    }

    @Test
    void what_could_not_be_written_is_written_when_its_batch_comes_again() {
        store.isAway = true;
        assertThatThrownBy(() -> watch.change(List.of(SUBJECT), Set.of()))
                .isInstanceOf(DriverTimeoutException.class);
        store.isAway = false;
        watch.change(List.of(SUBJECT), Set.of());
        assertThat(store.written).containsExactly(SUBJECT);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
        watch.lookAtOverdue();
    }

    /** Remembers the second argument of each call, and answers nothing. */
    private static <T> T of(Class<T> api, List<Object> heard) {
        return api.cast(
                Proxy.newProxyInstance(
                        api.getClassLoader(),
                        new Class<?>[] {api},
                        (_, _, arguments) -> {
                            heard.add(arguments[arguments.length > 1 ? 1 : 0]);
                            return null;
                        }));
    }

    private static final class Store extends CassandraWatchStore {
        private final List<CaseSubject> written = new ArrayList<>();
        private boolean isAway;

        Store() {
            super(of(CqlSession.class, new ArrayList<>()), new JsonMapper());
        }

        @Override
        void write(String owner, Collection<CaseSubject> subjects) {
            if (isAway) {
                throw new DriverTimeoutException("away");
            }
            written.clear();
            written.addAll(subjects);
        }
    }
}
