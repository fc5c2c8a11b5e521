package io.tollbridge.soak.fault;

/** Ways in which it goes wrong. */
enum FaultKind {
    /** kill -9, and a start some seconds later. */
    KILL,
    /** The process stands still for some seconds. */
    FREEZE,
    /** Redis forgets all it holds. */
    FLUSH,
    /** The acquirer misbehaves for its next requests. */
    CHANNEL
}
