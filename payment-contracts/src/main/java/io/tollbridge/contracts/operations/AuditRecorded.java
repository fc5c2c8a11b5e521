package io.tollbridge.contracts.operations;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.Instant;

/** Somebody did something in the back office. Keyed by actor. */
@EventType(value = "audit.recorded", topic = Topics.AUDIT)
public record AuditRecorded(
        String id, String actor, String action, String subject, String result, Instant at) {}
