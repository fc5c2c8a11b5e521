package io.tollbridge.contracts.operations;

/**
 * Drops an event.
 *
 * @param place of the event, which must be the oldest of its key
 * @param reason why it is right that this has no effect, for those who ask later
 * @param by the operator
 */
public record ParkedSkip(String place, String reason, String by) {}
