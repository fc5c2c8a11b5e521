/**
 * Operations at channels: which there are, what each can do, how it is, and one guarded way in.
 *
 * <ol>
 *   <li>Whatever goes wrong is a {@code ChannelAnswer}: NOT_SENT only when nothing left this
 *       process, UNCLEAR whenever something may have.
 *   <li>An open breaker or a full bulkhead refuses money-moving operations before the wire; queries
 *       and reversals pass the breaker, because they are what repairs, and have places of their
 *       own.
 *   <li>Past the channel's time limit an operation is UNCLEAR and runs on; its answer is then told
 *       as a late one.
 *   <li>A breaker is closed again by queries, never by a shopper's charge.
 * </ol>
 *
 * <p>Started by {@code ChannelApi} (core-engine, compensation); emits {@code LateAnswer}. Abilities
 * are small interfaces: a channel without one cannot be asked for it. It keeps no state of payments
 * and retries nothing.
 */
@NullMarked
package io.tollbridge.channel.channel;

import org.jspecify.annotations.NullMarked;
