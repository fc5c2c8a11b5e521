/**
 * What lies behind core-engine and compensation: the channels with books of their own, and risk.
 *
 * <p>Invariants: (1) the books follow the rules of a card acquirer: one answer for one reference
 * for ever, nothing is captured beyond its hold nor refunded beyond its capture, and what was
 * reversed before it came is refused when it comes; (2) what goes wrong on the way there or back
 * changes nothing in the books; (3) a request may arrive after its sender has given up.
 */
@NullMarked
package io.tollbridge.simulation.channel;

import org.jspecify.annotations.NullMarked;
