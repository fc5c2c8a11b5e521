package io.tollbridge.starter.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.ResultSet;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Where a sweep begins to look; the rest is proven on real servers. */
class OutboxMarkersTest {

    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC);
    private static final AggregateTable TABLE =
            new AggregateTable("thing", "thing_id", List.of(), Set.of(), 4);

    @Test
    void the_very_first_sweep_finds_markers_of_an_instance_whose_clock_is_behind() {
        var markers = new OutboxMarkers(emptyStore(), OutboxTime.of(NOON), TABLE);
        var behind = Clock.offset(NOON, Duration.ofMinutes(-4));
        long bucket = new OutboxMarkers(emptyStore(), OutboxTime.of(behind), TABLE).bucketNow();
        assertThat(markers.low(0)).isLessThanOrEqualTo(bucket);
    }

    /** A session on tables without rows. */
    private static CqlSession emptyStore() {
        var nothing = of(ResultSet.class, null);
        var prepared = of(PreparedStatement.class, null);
        return (CqlSession)
                Proxy.newProxyInstance(
                        CqlSession.class.getClassLoader(),
                        new Class<?>[] {CqlSession.class},
                        (_, method, _) -> method.getName().equals("prepare") ? prepared : nothing);
    }

    private static <T> T of(Class<T> type, @Nullable Object answer) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(), new Class<?>[] {type}, (_, _, _) -> answer));
    }
}
