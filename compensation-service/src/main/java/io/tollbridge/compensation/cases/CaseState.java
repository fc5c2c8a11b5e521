package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.ChannelAnswer;

/** How far a case is: each state names the one thing to do next. */
public sealed interface CaseState {

    /** Nobody knows: ask the channel. */
    record Asking() implements CaseState {}

    /** It must not stand, or the channel does not know it: reverse it, which also fences it. */
    record Reversing() implements CaseState {}

    /** An unknown void: undo what it was to undo, once more. */
    record Voiding() implements CaseState {}

    /** The truth is known: tell the payment. */
    record Telling(ChannelAnswer answer, String evidence) implements CaseState {}

    /** The payment knows. {@code resolution} is {@code succeeded, declined, reversed}. */
    record Resolved(String resolution) implements CaseState {}

    /** A day has passed: a person must look. */
    record Exhausted() implements CaseState {}

    default boolean isFinal() {
        return this instanceof Resolved || this instanceof Exhausted;
    }
}
