package io.tollbridge.compensation.cases;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.compensation.cases.CaseEvent.ChannelSaid;
import io.tollbridge.compensation.cases.CaseEvent.OutcomeSeen;
import io.tollbridge.compensation.cases.CaseEvent.PaymentSaid;
import io.tollbridge.compensation.cases.CaseEvent.RetryAsked;
import io.tollbridge.compensation.cases.CaseEvent.ReversalSaid;
import io.tollbridge.compensation.cases.CaseEvent.ScheduleEnded;
import io.tollbridge.compensation.cases.CaseState.Asking;
import io.tollbridge.compensation.cases.CaseState.Exhausted;
import io.tollbridge.compensation.cases.CaseState.Resolved;
import io.tollbridge.compensation.cases.CaseState.Reversing;
import io.tollbridge.compensation.cases.CaseState.Telling;
import io.tollbridge.compensation.cases.CaseState.Voiding;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CaseLifecycleTest {

    private static final CaseSubject PURCHASE = TestCases.subject("att_1", "purchase");

    @Test
    void what_the_channel_does_not_know_is_fenced_before_it_is_told_failed() {
        var fencing = next(new Asking(), said(Verdict.NOT_FOUND));
        assertThat(fencing).isEqualTo(new Reversing());
        var proven = next(fencing, new ReversalSaid(answer(Verdict.REVERSED)));
        assertThat(proven).isEqualTo(new Telling(answer(Verdict.REVERSED), "reversal"));
        assertThat(next(proven, new PaymentSaid(true, false))).isEqualTo(new Resolved("reversed"));
    }

    @Test
    void money_that_must_not_stand_is_reversed_and_told_again() {
        var telling = next(new Asking(), said(Verdict.APPROVED));
        assertThat(telling).isEqualTo(new Telling(answer(Verdict.APPROVED), "query"));
        assertThat(next(telling, new PaymentSaid(false, true))).isEqualTo(new Reversing());
    }

    @Test
    void a_void_is_found_out_by_undoing_its_original_again() {
        assertThat(CaseLifecycle.first(PURCHASE)).isEqualTo(new Asking());
        var subject = TestCases.voidSubject();
        assertThat(CaseLifecycle.first(subject)).isEqualTo(new Voiding());
        assertThat(subject.voided().reference().value()).isEqualTo("att_original");
    }

    @Test
    void a_release_is_let_go_again_by_the_order_it_was_sent_with() {
        var whole = Money.of(1200, "EUR");
        var release = TestCases.undoing("att_rest", "release", whole);
        var subject =
                new CaseSubject(PURCHASE.paymentId(), PURCHASE.merchantId(), Mode.TEST, release);
        assertThat(CaseLifecycle.first(subject)).isEqualTo(new Voiding());
        var order = subject.release();
        assertThat(order.reference()).isEqualTo(release.id());
        assertThat(order.amount()).isEqualTo(release.amount());
        assertThat(order.original().reference().value()).isEqualTo("att_original");
        assertThat(order.original().amount()).isEqualTo(whole);
    }

    @Test
    void every_state_has_an_answer_to_every_event() {
        var states = new LinkedHashMap<String, CaseState>();
        states.put("asking", new Asking());
        states.put("reversing", new Reversing());
        states.put("voiding", new Voiding());
        states.put("telling", new Telling(answer(Verdict.APPROVED), "query"));
        states.put("resolved", new Resolved("declined"));
        states.put("exhausted", new Exhausted());

        String matrix =
                events().entrySet().stream()
                        .map(event -> row(event.getKey(), event.getValue(), states))
                        .collect(Collectors.joining("\n"));
        assertThat(matrix)
                .isEqualTo(
                        """
                        query approved: telling . . . . telling
                        query declined: telling . . . . telling
                        query reversed: telling . . . . telling
                        query not_found: reversing . . . . reversing
                        query not_sent: . . . . . asking
                        query unclear: . . . . . asking
                        late approved: telling . . . . telling
                        late not_found: . . . . . asking
                        reversal reversed: . telling telling . . .
                        reversal declined: . . telling . . .
                        reversal not_found: . . . . . .
                        reversal not_sent: . . . . . .
                        reversal unclear: . . . . . .
                        payment settled: . . . resolved . .
                        payment reverse: . . . reversing . .
                        payment neither: . . . . . .
                        success seen: resolved resolved resolved resolved . resolved
                        failure seen: resolved . resolved . . resolved
                        schedule ended: exhausted exhausted exhausted exhausted . .
                        retry asked: . . . . . asking\
                        """);
    }

    private static String row(String name, CaseEvent event, Map<String, CaseState> states) {
        return name
                + ": "
                + states.values().stream()
                        .map(state -> {
                            var next = next(state, event);
                            return next.equals(state)
                                    ? "."
                                    : next.getClass().getSimpleName().toLowerCase(Locale.ROOT);
                        })
                        .collect(Collectors.joining(" "));
    }

    private static Map<String, CaseEvent> events() {
        var events = new LinkedHashMap<String, CaseEvent>();
        for (Verdict verdict :
                List.of(
                        Verdict.APPROVED,
                        Verdict.DECLINED,
                        Verdict.REVERSED,
                        Verdict.NOT_FOUND,
                        Verdict.NOT_SENT,
                        Verdict.UNCLEAR)) {
            events.put("query " + word(verdict), said(verdict));
        }
        for (Verdict verdict : List.of(Verdict.APPROVED, Verdict.NOT_FOUND)) {
            events.put("late " + word(verdict), new ChannelSaid(answer(verdict), "late_answer"));
        }
        for (Verdict verdict :
                List.of(
                        Verdict.REVERSED,
                        Verdict.DECLINED,
                        Verdict.NOT_FOUND,
                        Verdict.NOT_SENT,
                        Verdict.UNCLEAR)) {
            events.put("reversal " + word(verdict), new ReversalSaid(answer(verdict)));
        }
        events.put("payment settled", new PaymentSaid(true, false));
        events.put("payment reverse", new PaymentSaid(false, true));
        events.put("payment neither", new PaymentSaid(false, false));
        events.put("success seen", new OutcomeSeen("succeeded"));
        events.put("failure seen", new OutcomeSeen("reversed"));
        events.put("schedule ended", new ScheduleEnded());
        events.put("retry asked", new RetryAsked());
        return events;
    }

    private static String word(Verdict verdict) {
        return verdict.name().toLowerCase(Locale.ROOT);
    }

    private static CaseState next(CaseState state, CaseEvent event) {
        return CaseLifecycle.next(PURCHASE, state, event);
    }

    private static ChannelSaid said(Verdict verdict) {
        return new ChannelSaid(answer(verdict), "query");
    }

    private static ChannelAnswer answer(Verdict verdict) {
        return TestCases.answer(verdict);
    }
}
