package io.tollbridge.contracts.payments;

import java.time.Instant;

/**
 * A file that a merchant gives as evidence in a dispute. The content is read with {@link
 * EvidenceApi}.
 *
 * @param id within the dispute
 * @param object always {@code evidence}
 * @param name as the merchant called it
 * @param type {@code application/pdf, image/jpeg, image/png, text/plain}
 * @param size in bytes
 * @param sha256 of the content, hex
 */
public record EvidenceView(
        String id,
        String object,
        String name,
        String type,
        int size,
        String sha256,
        Instant created) {}
