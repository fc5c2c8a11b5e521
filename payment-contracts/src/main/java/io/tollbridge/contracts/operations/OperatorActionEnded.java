package io.tollbridge.contracts.operations;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of an operator's action. Keyed by the action's id, after its beginning.
 *
 * @param status the HTTP status of the answer
 * @param problem the code of the problem it was refused with; null when it was not
 */
@EventType(value = "operator_action.ended", topic = Topics.OPERATOR_ACTIONS)
public record OperatorActionEnded(
        OperatorAction action, int status, @Nullable String problem, Instant endedAt) {}
