/**
 * Events in and out of Kafka, with CloudEvents attributes as headers.
 *
 * <p>Invariants: (1) a record is published with acks=all before anyone says so; (2) offsets are
 * committed after the effects, or after the event was parked; (3) a batch that fails comes again,
 * so effects must be idempotent; (4) nothing of a key is handled while an older record of it is
 * parked, and no record leaves the park but by being handled or by an operator's word; (5) while
 * what handlers need is away nothing is parked; (6) what a mirror could not read it does not
 * answer; (7) of payments' events, a group that keeps what it has seen has it on disk before its
 * offset moves. Does not decide order: keys do.
 */
@NullMarked
package io.tollbridge.starter.event;

import org.jspecify.annotations.NullMarked;
