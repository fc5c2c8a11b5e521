package io.tollbridge.finance.report;

/**
 * A total in minor units, beside the sum of the journal lines it must equal.
 *
 * @param postings how many postings are in {@code ledgerTotal}
 */
record FigureView(long amount, long ledgerTotal, boolean equal, long postings) {

    static FigureView of(Figure figure) {
        return new FigureView(
                figure.amount().minorUnits(),
                figure.ledgerTotal().minorUnits(),
                figure.isEqual(),
                figure.postings());
    }
}
