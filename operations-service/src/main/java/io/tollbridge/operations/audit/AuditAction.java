package io.tollbridge.operations.audit;

import io.tollbridge.contracts.operations.OperatorAction;

/**
 * What is to be recorded: that an action begins, or how it ended.
 *
 * @param asked who asked which service for what, and in which entry that is kept
 * @param result {@code begun}, then the HTTP status
 * @param detail what the handler had to say of it, and the code of its problem; may be empty
 */
record AuditAction(OperatorAction asked, String result, String detail) {

    static final String BEGUN = "begun";

    static AuditAction begun(OperatorAction asked) {
        return new AuditAction(asked, BEGUN, "");
    }

    static AuditAction ended(OperatorAction asked, int status, String detail) {
        return new AuditAction(asked, Integer.toString(status), detail);
    }

    boolean isBeginning() {
        return result.equals(BEGUN);
    }
}
