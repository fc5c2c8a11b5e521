/**
 * The card acquirer: ISO 8583:1987 in ASCII over one persistent TCP link, and its daily statement.
 *
 * <ol>
 *   <li>STAN, RRN and transmission time follow from the operation's reference and {@code sentAt},
 *       so any replica can reverse or query what another one sent.
 *   <li>NOT_SENT only before the first byte; after it, silence, a lost link, an unknown code or an
 *       answer that differs from the question is UNCLEAR.
 *   <li>An answer is matched by message class, STAN, time and RRN, and must echo reference, amount
 *       and currency.
 *   <li>An answer that comes after its caller gave up is published, not dropped.
 *   <li>Card numbers and CVVs are neither logged nor kept.
 * </ol>
 *
 * <p>Started by the operations of {@code channel} and by the statement sweeper; emits {@code
 * LateAnswer} through {@code channel}. It does not retry and keeps nothing durable.
 */
@NullMarked
package io.tollbridge.channel.iso8583;

import org.jspecify.annotations.NullMarked;
