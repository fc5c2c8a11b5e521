package io.tollbridge.contracts.operations;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;

/** A service is about to do what an operator asked for. Keyed by the action's id. */
@EventType(value = "operator_action.begun", topic = Topics.OPERATOR_ACTIONS)
public record OperatorActionBegun(OperatorAction action) {}
