package io.tollbridge.simulator.acquirer;

/** Where an operation stands; these words go over the wire in an inquiry's answer. */
enum OperationStatus {
    AUTHORISED,
    CAPTURED,
    REFUNDED,
    REVERSED,
    DECLINED
}
