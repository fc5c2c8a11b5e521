/**
 * Owns the business clock's offset. In test mode operators move it, only ever forward.
 *
 * <p>Invariants: (1) every advance counts once: each is a conditional write on the offset it starts
 * from, with a row that names its request, so a repeated request finds it and two at once add up;
 * (2) the offset is durable before it is published, and published before it is answered; (3) the
 * newest record of the topic is the newest offset: it is read again after publishing, and published
 * again when somebody moved it meanwhile or a crash came in between.
 *
 * <p>Started by {@code POST /ops/v1/clock/advance} and {@code GET /ops/v1/clock}, and by a timer.
 * Emits {@code clock.advanced}, key {@code clock}. Does not exist in live mode but for reading 0.
 */
@NullMarked
package io.tollbridge.operations.clock;

import org.jspecify.annotations.NullMarked;
