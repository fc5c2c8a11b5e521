package io.tollbridge.reconciliation.matching;

import io.tollbridge.contracts.channels.StatementLine;
import io.tollbridge.reconciliation.matching.Expectation.LineRef;
import io.tollbridge.reconciliation.matching.Match.Differs;
import io.tollbridge.reconciliation.matching.Match.Matched;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Compares a line with what we know of its reference: the gravest difference is the outcome. */
public final class MatchPolicy {

    private MatchPolicy() {}

    /**
     * The outcome of a line.
     *
     * @param expectation what we know of its reference; null when nothing
     * @param fees what the channel may keep; null when nobody knows, then no fee is right
     * @param repeated an earlier line of the same file has the same reference
     */
    public static Match match(
            StatementLine line,
            @Nullable Expectation expectation,
            @Nullable FeeSchedule fees,
            boolean repeated) {
        if (expectation == null) {
            return new Differs(
                    BreakType.MISSING_INTERNALLY,
                    null,
                    null,
                    line.gross(),
                    "no operation of ours has this reference");
        }
        if (repeated) {
            return differs(BreakType.DUPLICATE, expectation, line, "twice in this file");
        }
        var known = expectation.matched();
        if (known != null && !known.equals(refOf(line))) {
            String detail = "was on the statement of " + known.date();
            return differs(BreakType.DUPLICATE, expectation, line, detail);
        }
        return switch (expectation.status()) {
            case PAID -> paid(line, expectation, fees);
            case SENT, UNKNOWN, DECLINED, FAILED ->
                    differs(
                            BreakType.STATUS_MISMATCH,
                            expectation,
                            line,
                            "channel_paid: " + lower(expectation.status()) + " here");
        };
    }

    private static Match paid(
            StatementLine line, Expectation expectation, @Nullable FeeSchedule fees) {
        if (!line.kind().toLowerCase(Locale.ROOT).equals(expectation.operation())) {
            return differs(
                    BreakType.STATUS_MISMATCH,
                    expectation,
                    line,
                    "a " + lower(line.kind()) + " there, a " + expectation.operation() + " here");
        }
        if (!line.gross().currency().equals(expectation.amount().currency())) {
            return differs(BreakType.CURRENCY_MISMATCH, expectation, line, "another currency");
        }
        if (!line.gross().equals(expectation.amount())) {
            return differs(BreakType.AMOUNT_MISMATCH, expectation, line, "another amount");
        }
        if (!addsUp(line)) {
            return differs(
                    BreakType.AMOUNT_MISMATCH, expectation, line, "net is not gross less fee");
        }
        var fee = fees == null ? null : fees.feeOn(line.gross());
        if (!line.fee().equals(fee)) {
            String detail = fee == null ? "no fee schedule for this channel" : "another fee";
            return new Differs(BreakType.FEE_MISMATCH, expectation, fee, line.fee(), detail);
        }
        return new Matched(expectation);
    }

    private static Match differs(
            BreakType type, Expectation expectation, StatementLine line, String detail) {
        return new Differs(type, expectation, expectation.amount(), line.gross(), detail);
    }

    /** Whether a line's net is its gross less its fee: another one cannot be booked. */
    public static boolean addsUp(StatementLine line) {
        return line.gross().minus(line.fee()).equals(line.net());
    }

    public static LineRef refOf(StatementLine line) {
        return new LineRef(line.date(), line.fileHash(), line.row());
    }

    private static String lower(Object value) {
        return value.toString().toLowerCase(Locale.ROOT);
    }
}
