package io.tollbridge.operations.overview;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {

    private static final TopicPartition ONE = new TopicPartition("payments", 0);
    private static final TopicPartition TWO = new TopicPartition("payments", 1);
    private static final TopicPartition GONE = new TopicPartition("old", 0);

    @Test
    void lag_is_what_is_left_to_read_in_all_partitions() {
        var committed = new HashMap<TopicPartition, @Nullable OffsetAndMetadata>();
        committed.put(ONE, new OffsetAndMetadata(90));
        committed.put(TWO, null); // assigned, nothing committed yet: all that is left of it
        committed.put(GONE, new OffsetAndMetadata(5));
        assertThat(ConsumerLag.lag(committed, Map.of(TWO, 3L), Map.of(ONE, 100L, TWO, 7L)))
                .isEqualTo(14);
    }

    @Test
    void management_stands_beside_the_service() {
        assertThat(ServiceHealth.beside("http://127.0.0.1:8103"))
                .isEqualTo("http://127.0.0.1:9103");
    }
}
