package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.NoNodeAvailableException;
import io.lettuce.core.RedisConnectionException;
import io.tollbridge.starter.problem.ProblemException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class TroubleTest {

    static Stream<Throwable> around() {
        return Stream.of(
                new NoNodeAvailableException(),
                new DriverTimeoutException("no answer"),
                new IllegalStateException(new DriverTimeoutException("no answer")),
                new org.apache.kafka.common.errors.TimeoutException("no leader"),
                new RuntimeException(
                        new ExecutionException(new java.util.concurrent.TimeoutException())),
                new RedisConnectionException("refused"),
                new UncheckedIOException(new IOException("connection reset")),
                new NotYetException("overtaken"),
                ProblemException.unavailable("later", "later", Duration.ofSeconds(1)),
                new IllegalStateException(new InterruptedException()));
    }

    static Stream<Throwable> ofTheEvent() {
        var circle = new IllegalStateException("a");
        circle.initCause(new IllegalStateException("b", circle));
        return Stream.of(
                new IllegalStateException("no fee plan"),
                new NullPointerException(),
                new ArithmeticException("long overflow"),
                new RuntimeException(new ExecutionException(new RecordTooLargeException())),
                undecodable(),
                new ProblemException(503, "not_readable", "will be said again"),
                ProblemException.conflict("other_state", "no"),
                circle);
    }

    private static RuntimeException undecodable() {
        return catchThrowableOfType(
                RuntimeException.class, () -> new JsonMapper().readTree("{\"a\":"));
    }

    @ParameterizedTest
    @MethodSource("around")
    void what_is_away_or_slow_passes(Throwable failure) {
        assertThat(Trouble.isIn(failure)).isTrue();
    }

    @ParameterizedTest
    @MethodSource("ofTheEvent")
    void what_would_fail_again_is_no_trouble(Throwable failure) {
        assertThat(Trouble.isIn(failure)).isFalse();
    }
}
