package io.tollbridge.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.operations.audit.AuditChain.Head;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AuditChainTest {

    private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123456789Z");

    @Test
    void a_chain_as_recorded_has_no_fault() {
        assertThat(fault(chain(5))).isNull();
    }

    @Test
    void any_changed_word_is_found() {
        var action = action("a");
        for (var other :
                List.of(
                        new AuditAction("b", "act", "sub", "200", "", "ip", "req"),
                        new AuditAction("a", "acts", "ub", "200", "", "ip", "req"),
                        new AuditAction("a", "act", "sub", "403", "", "ip", "req"),
                        new AuditAction("a", "act", "sub", "200", "i", "p", "req"),
                        new AuditAction("a", "act", "sub", "200", "", "ip", "re"))) {
            assertThat(hashOf(other)).isNotEqualTo(hashOf(action));
        }
    }

    @Test
    void an_entry_changed_taken_out_or_put_in_is_found() {
        var changed = chain(5);
        var third = changed.get(2);
        changed.set(2, new AuditEntry(DAY, 3, third.at(), action("somebody else"), third.hash()));
        assertThat(fault(changed)).isEqualTo("entry 3 is not what was recorded");

        var shorter = chain(5);
        shorter.remove(1);
        assertThat(fault(shorter)).isEqualTo("entry 2 is missing");

        var rehashed = chain(5); // the forger computes the hash of one entry, not of all after it
        rehashed.set(1, AuditChain.next(AuditChain.after(rehashed.get(0)), NOON, action("forged")));
        assertThat(fault(rehashed)).isEqualTo("entry 3 is not what was recorded");
    }

    @Test
    void each_day_begins_with_another_hash_and_ids_follow_the_hash() {
        var one = AuditChain.next(Head.begin(DAY), NOON, action("a"));
        var other = AuditChain.next(Head.begin(DAY.plusDays(1)), NOON, action("a"));
        assertThat(one.hash()).isNotEqualTo(other.hash());
        assertThat(one.id()).startsWith("aud_").hasSize(30).isNotEqualTo(other.id());
        assertThat(one.at()).isEqualTo("2026-11-22T12:00:00.123Z");
    }

    private static String hashOf(AuditAction action) {
        return AuditChain.next(Head.begin(DAY), NOON, action).hash();
    }

    private static List<AuditEntry> chain(int length) {
        var entries = new ArrayList<AuditEntry>();
        Head head = Head.begin(DAY);
        for (int i = 0; i < length; i++) {
            var entry = AuditChain.next(head, NOON.plusSeconds(i), action("a" + i));
            entries.add(entry);
            head = AuditChain.after(entry);
        }
        return entries;
    }

    private static @Nullable String fault(List<AuditEntry> entries) {
        Head head = Head.begin(DAY);
        for (AuditEntry entry : entries) {
            String fault = AuditChain.fault(head, entry);
            if (fault != null) {
                return fault;
            }
            head = AuditChain.after(entry);
        }
        return null;
    }

    private static AuditAction action(String actor) {
        return new AuditAction(actor, "act", "sub", "200", "", "ip", "req");
    }
}
