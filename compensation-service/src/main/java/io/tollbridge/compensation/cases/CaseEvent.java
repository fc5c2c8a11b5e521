package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.ChannelAnswer;

/** What can be learned about a case. */
public sealed interface CaseEvent {

    /** The channel said what became of it. */
    record ChannelSaid(ChannelAnswer answer, String evidence) implements CaseEvent {}

    /** The channel answered a reversal. */
    record ReversalSaid(ChannelAnswer answer) implements CaseEvent {}

    /** The payment took note: it is settled, or it wants the operation reversed. */
    record PaymentSaid(boolean settled, boolean reverse) implements CaseEvent {}

    /** An event of the payment shows that the attempt has its outcome. */
    record OutcomeSeen(String resolution) implements CaseEvent {}

    /** The last try is over. */
    record ScheduleEnded() implements CaseEvent {}

    /** A person wants another try. */
    record RetryAsked() implements CaseEvent {}
}
