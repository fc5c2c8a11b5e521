package io.tollbridge.simulator.acquirer.books;

/** 1.20 % rounded half up, plus 5 minor units, on what is captured; refunds cost nothing. */
final class FeePolicy {

    private static final long BASIS_POINTS = 120;
    private static final long FIXED_MINOR = 5;
    static final long STATEMENT_DIFFERENCE_MINOR = 10;

    private FeePolicy() {}

    static long feeMinor(long capturedMinor) {
        long scaled = Math.multiplyExact(capturedMinor, BASIS_POINTS);
        return Math.addExact(Math.addExact(scaled, 5_000) / 10_000, FIXED_MINOR);
    }
}
