package io.tollbridge.soak.fault;

/**
 * A fault to come.
 *
 * @param atMillis after the start of the load
 * @param target a process of the platform
 * @param forMillis how long it stays down or still; for a channel, the length of the misbehaviour
 * @param choice which misbehaviour of a channel
 */
record PlannedFault(long atMillis, FaultKind kind, String target, long forMillis, int choice) {}
