package io.tollbridge.contracts.operations;

import org.jspecify.annotations.Nullable;

/**
 * What came of a retry or a skip.
 *
 * @param handled events that were handled
 * @param left events of the key that wait still; those that only waited follow by themselves
 * @param error why the oldest of them could not be handled; null when it was not tried
 */
public record ParkedOutcome(int handled, long left, @Nullable String error) {}
