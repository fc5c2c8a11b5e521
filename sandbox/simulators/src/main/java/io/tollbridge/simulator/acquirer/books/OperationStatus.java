package io.tollbridge.simulator.acquirer.books;

/** Where an operation stands; these words go over the wire in an inquiry's answer. */
public enum OperationStatus {
    AUTHORISED,
    CAPTURED,
    REFUNDED,
    REVERSED,
    DECLINED
}
