package io.tollbridge.simulator.acquirer.books;

/** What an operation is, and the message that carries it. */
public enum OperationType {
    AUTHORISATION("0100"),
    INCREMENT("0100"),
    PURCHASE("0200"),
    CAPTURE("0220"),
    REFUND("0200"),
    REVERSAL("0400");

    private final String mti;

    OperationType(String mti) {
        this.mti = mti;
    }

    String mti() {
        return mti;
    }

    public boolean takesCard() {
        return this == AUTHORISATION || this == PURCHASE;
    }

    OperationStatus whenApproved() {
        return switch (this) {
            case AUTHORISATION, INCREMENT -> OperationStatus.AUTHORISED;
            case PURCHASE, CAPTURE -> OperationStatus.CAPTURED;
            case REFUND -> OperationStatus.REFUNDED;
            case REVERSAL -> OperationStatus.REVERSED;
        };
    }
}
