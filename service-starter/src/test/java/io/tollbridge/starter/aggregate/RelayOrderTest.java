package io.tollbridge.starter.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RelayOrderTest {

    private final RelayOrder<String> order = new RelayOrder<>();

    @Test
    void one_goes_and_the_next_follows_its_acknowledgement() {
        assertThat(order.take("a", 0, 2, "v2")).isTrue();
        assertThat(order.take("a", 2, 3, "v3")).isFalse();
        assertThat(order.hasTaken("a", 3)).isTrue();
        assertThat(order.hasAcknowledged("a", 2)).isFalse();
        assertThat(order.acknowledged("a", 2)).isEqualTo("v3");
        assertThat(order.hasAcknowledged("a", 2)).isTrue();
        assertThat(order.acknowledged("a", 3)).isNull();
        assertThat(order.take("a", 3, 4, "v4")).isTrue();
    }

    @Test
    void what_others_wrote_before_is_left_to_the_sweep() {
        assertThat(order.take("a", 5, 6, "v6")).isFalse();
        assertThat(order.hasTaken("a", 6)).isFalse();
        order.published("a", 6);
        assertThat(order.take("a", 6, 7, "v7")).isTrue();
    }

    @Test
    void a_lost_one_takes_all_behind_it_along_until_the_sweep_has_published() {
        order.take("a", 0, 1, "v1");
        order.take("a", 1, 2, "v2");
        order.lost("a");
        assertThat(order.hasTaken("a", 1)).isFalse();
        assertThat(order.acknowledged("a", 1)).isNull();
        assertThat(order.take("a", 2, 3, "v3")).isFalse();
        order.published("a", 3);
        assertThat(order.take("a", 3, 4, "v4")).isTrue();
    }

    /** Random days at the relay: whatever is lost, nothing goes out before what precedes it. */
    @Test
    void nothing_overtakes_on_ten_thousand_ways() {
        for (int seed = 0; seed < 10_000; seed++) {
            var random = new Random(seed);
            var relay = new RelayOrder<Integer>();
            var arrived = new ArrayList<Integer>(); // what Kafka has, in order of arrival
            var flying = new HashMap<Integer, Boolean>();
            int written = 0;
            for (int step = 0; step < 30; step++) {
                switch (random.nextInt(4)) {
                    case 0 -> {
                        written++;
                        if (relay.take("a", written - 1, written, written)) {
                            flying.put(written, true);
                        }
                    }
                    case 1 -> {
                        for (int one : List.copyOf(flying.keySet())) {
                            flying.remove(one);
                            arrived.add(one);
                            var next = relay.acknowledged("a", one);
                            if (next != null) {
                                flying.put(next, true);
                            }
                        }
                    }
                    case 2 -> {
                        if (!flying.isEmpty()) {
                            flying.clear();
                            relay.lost("a");
                        }
                    }
                    default -> {
                        if (!relay.hasTaken("a", written)) { // as the sweep does
                            for (int one = 1; one <= written; one++) {
                                arrived.add(one);
                            }
                            relay.published("a", written);
                        }
                    }
                }
                assertThat(flying).as("seed %d", seed).hasSizeLessThanOrEqualTo(1);
            }
            var firsts = arrived.stream().distinct().toList();
            assertThat(firsts).as("seed %d", seed).isSorted();
            assertThat(firsts.size())
                    .as("seed %d: no hole", seed)
                    .isEqualTo(firsts.isEmpty() ? 0 : firsts.getLast());
        }
    }
}
