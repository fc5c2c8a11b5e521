package io.tollbridge.risk.rule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One member of a list.
 *
 * @param object always {@code risk.list_entry}
 * @param list {@code block, review, allow}, or any list that a rule names
 * @param subject {@code fingerprint, card, bin, ip, merchant}
 */
public record ListEntryView(
        String object,
        String list,
        String subject,
        String value,
        @Nullable String note,
        String createdBy,
        Instant created) {

    /** What the policy needs of it. */
    RuleSet.Member member() {
        return new RuleSet.Member(
                list, RuleView.word(RiskSubject.class, "subject", subject), value);
    }
}
