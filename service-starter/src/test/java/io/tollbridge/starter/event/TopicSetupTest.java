package io.tollbridge.starter.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** How long what was published stays. */
class TopicSetupTest {

    private final TopicSetup setup =
            new TopicSetup(
                    new EventCodec(JsonMapper.builder().build(), "test", "t-"),
                    4,
                    (short) 1,
                    Duration.ofDays(40));

    @Test
    void events_stay_for_the_retention_that_was_chosen() {
        assertThat(setup.topic(Topics.PAYMENTS).configs())
                .containsEntry("retention.ms", Long.toString(Duration.ofDays(40).toMillis()))
                .doesNotContainKey("cleanup.policy");
    }

    @Test
    void what_is_true_now_stays_by_key_for_ever() {
        assertThat(setup.topic(Topics.MERCHANTS).configs())
                .containsEntry("cleanup.policy", "compact")
                .doesNotContainKey("retention.ms");
    }
}
