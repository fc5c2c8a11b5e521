package io.tollbridge.contracts.operations;

import io.tollbridge.contracts.EventType;
import io.tollbridge.contracts.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody did something that the audit trail keeps. Keyed by actor.
 *
 * @param id made of the link's hash, so it proves it
 * @param subject what it was done to
 * @param result {@code begun}, then the HTTP status
 * @param service who was asked; null from before other services' actions were kept
 * @param entry the action: its beginning and its end name the same; null as {@code service}
 */
@EventType(value = "audit.recorded", topic = Topics.AUDIT)
public record AuditRecorded(
        String id,
        String actor,
        String action,
        String subject,
        String result,
        Instant at,
        @Nullable String service,
        @Nullable String entry) {}
