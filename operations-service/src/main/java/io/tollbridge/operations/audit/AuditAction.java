package io.tollbridge.operations.audit;

/**
 * What is to be recorded.
 *
 * @param actor the operator's key or name
 * @param action method and route: {@code POST /ops/v1/clock/advance}
 * @param subject what it was done to: the path and query as asked for
 * @param result {@code begun}, then the HTTP status
 * @param detail what the handler had to say of it; may be empty
 * @param origin the address it came from
 */
record AuditAction(
        String actor,
        String action,
        String subject,
        String result,
        String detail,
        String origin,
        String requestId) {

    static final String BEGUN = "begun";

    AuditAction ended(String result, String detail) {
        return new AuditAction(actor, action, subject, result, detail, origin, requestId);
    }
}
