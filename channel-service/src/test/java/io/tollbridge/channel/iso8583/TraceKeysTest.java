package io.tollbridge.channel.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class TraceKeysTest {

    @Test
    void keys_are_the_same_on_every_replica() {
        assertThat(TraceKeys.stan("att_1")).isEqualTo(TraceKeys.stan("att_1"));
        assertThat(TraceKeys.rrn("att_1")).isEqualTo(TraceKeys.rrn("att_1"));
        assertThat(TraceKeys.rrn("att_1")).isNotEqualTo(TraceKeys.rrn("att_2"));
    }

    @Test
    void they_are_frozen_because_yesterdays_operations_must_still_be_found() {
        assertThat(TraceKeys.stan("att_frozen")).isEqualTo("795180");
        assertThat(TraceKeys.rrn("att_frozen")).isEqualTo("474HBPXP8HZH");
    }

    @Test
    void they_have_the_form_of_their_fields() {
        var rrns = new HashSet<String>();
        for (int i = 0; i < 10_000; i++) {
            assertThat(TraceKeys.stan("att_" + i)).matches("[0-9]{6}").isNotEqualTo("000000");
            assertThat(TraceKeys.rrn("att_" + i)).matches("[0-9A-Z]{12}");
            rrns.add(TraceKeys.rrn("att_" + i));
        }
        assertThat(rrns).hasSize(10_000);
    }

    @Test
    void transmission_time_is_utc_without_the_year() {
        assertThat(TraceKeys.transmittedAt(Instant.parse("2026-11-22T23:59:58.999Z")))
                .isEqualTo("1122235958");
    }
}
