package io.tollbridge.coreengine.command;

import io.tollbridge.coreengine.payment.Attempt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a command has decided.
 *
 * @param steps the events to write
 * @param attempt what has to go out once they are written; null when the command is done then
 * @param subject what the caller wants to see in the end
 * @param others channels to go on to when the first provably was not reached
 */
record Plan(Steps steps, @Nullable Attempt attempt, Replies.Subject subject, List<String> others) {}
