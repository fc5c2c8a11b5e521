package io.tollbridge.operations.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.operations.OperatorAction;
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
        var action = words("a", "act", "sub", "200", "", "ip", "req");
        for (var other :
                List.of(
                        words("b", "act", "sub", "200", "", "ip", "req"),
                        words("a", "acts", "ub", "200", "", "ip", "req"),
                        words("a", "act", "sub", "403", "", "ip", "req"),
                        words("a", "act", "sub", "200", "i", "p", "req"),
                        words("a", "act", "sub", "200", "", "ip", "re"),
                        asked("act_1", "other", NOON),
                        asked("act_2", "service", NOON),
                        asked("act_1", "service", NOON.plusSeconds(1)))) {
            assertThat(hashOf(other)).isNotEqualTo(hashOf(action));
        }
    }

    @Test
    void a_link_changed_taken_out_or_put_in_is_found() {
        var changed = chain(5);
        var third = changed.get(2);
        changed.set(2, new AuditLink(DAY, 3, third.at(), action("somebody else"), third.hash()));
        assertThat(fault(changed)).isEqualTo("link 3 is not what was recorded");

        var shorter = chain(5);
        shorter.remove(1);
        assertThat(fault(shorter)).isEqualTo("link 2 is missing");

        var rehashed = chain(5); // the forger computes the hash of one entry, not of all after it
        rehashed.set(1, AuditChain.next(AuditChain.after(rehashed.get(0)), NOON, action("forged")));
        assertThat(fault(rehashed)).isEqualTo("link 3 is not what was recorded");
    }

    @Test
    void each_day_begins_with_another_hash_and_ids_follow_the_hash() {
        var one = AuditChain.next(Head.begin(DAY), NOON, action("a"));
        var other = AuditChain.next(Head.begin(DAY.plusDays(1)), NOON, action("a"));
        assertThat(one.hash()).isNotEqualTo(other.hash());
        assertThat(one.id()).startsWith("aud_").hasSize(30).isNotEqualTo(other.id());
        assertThat(one.at()).isEqualTo("2026-11-22T12:00:00.123Z");
    }

    @Test
    void a_beginning_and_an_end_are_marked_apart_and_by_no_number_of_a_link() {
        long begun = AuditChain.mark("act_1", true);
        assertThat(begun).isNegative().isEqualTo(AuditChain.mark("act_1", true));
        assertThat(AuditChain.mark("act_1", false)).isNegative().isNotEqualTo(begun);
        assertThat(AuditChain.mark("act_2", true)).isNegative().isNotEqualTo(begun);
    }

    private static String hashOf(AuditAction action) {
        return AuditChain.next(Head.begin(DAY), NOON, action).hash();
    }

    private static List<AuditLink> chain(int length) {
        var entries = new ArrayList<AuditLink>();
        Head head = Head.begin(DAY);
        for (int i = 0; i < length; i++) {
            var entry = AuditChain.next(head, NOON.plusSeconds(i), action("a" + i));
            entries.add(entry);
            head = AuditChain.after(entry);
        }
        return entries;
    }

    private static @Nullable String fault(List<AuditLink> entries) {
        Head head = Head.begin(DAY);
        for (AuditLink entry : entries) {
            String fault = AuditChain.fault(head, entry);
            if (fault != null) {
                return fault;
            }
            head = AuditChain.after(entry);
        }
        return null;
    }

    private static AuditAction action(String actor) {
        return words(actor, "act", "sub", "200", "", "ip", "req");
    }

    private static AuditAction words(
            String actor,
            String action,
            String target,
            String result,
            String detail,
            String origin,
            String requestId) {
        return new AuditAction(
                new OperatorAction(
                        "act_1", "service", actor, action, target, origin, requestId, NOON),
                result,
                detail);
    }

    private static AuditAction asked(String id, String service, Instant begunAt) {
        return new AuditAction(
                new OperatorAction(id, service, "a", "act", "sub", "ip", "req", begunAt),
                "200",
                "");
    }
}
