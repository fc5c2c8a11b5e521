/**
 * Events in and out of Kafka, with CloudEvents attributes as headers.
 *
 * <p>Invariants: (1) a record is published with acks=all before anyone says so; (2) offsets are
 * committed after the effects; (3) a batch that fails is tried again for ever, in order, so effects
 * must be idempotent. Does not decide order: keys do.
 */
@NullMarked
package io.tollbridge.starter.event;

import org.jspecify.annotations.NullMarked;
