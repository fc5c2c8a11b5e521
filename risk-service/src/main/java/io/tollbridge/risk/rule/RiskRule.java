package io.tollbridge.risk.rule;

/** One rule: when it fires, its action is asked for. */
public sealed interface RiskRule {

    String id();

    Action action();

    /** What a rule asks for, the mildest first. */
    enum Action {
        ALLOW,
        REVIEW,
        BLOCK
    }

    /**
     * The amount is more than so many minor units.
     *
     * @param currency alphabetic code, or {@code *} for every currency that no such rule names
     * @param degradedOnly counts only while velocity is not known
     */
    record AmountLimit(
            String id, Action action, String currency, long overMinorUnits, boolean degradedOnly)
            implements RiskRule {}

    /** More than so many attempts of one subject in a sliding window, this one included. */
    record VelocityLimit(String id, Action action, VelocityWindow window, long maxCount)
            implements RiskRule {}

    /** The attempt is on a list. */
    record ListMatch(String id, Action action, String list) implements RiskRule {}

    /** What is counted: rules with the same window share a counter. */
    record VelocityWindow(RiskSubject subject, long seconds) {}
}
