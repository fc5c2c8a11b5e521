/**
 * The acquirer's ISO 8583 side: links, sign-on, messages to orders and answers back, misbehaviour.
 *
 * <ol>
 *   <li>Nothing but sign-on is served before sign-on.
 *   <li>A card number ends here: the books get it masked, and no log line has it.
 *   <li>A message that cannot be read is told by its kind and length only, and leaves the link up.
 * </ol>
 *
 * <p>Started by the acquirer's main. It decides about faults and magic amounts, never about money.
 */
@NullMarked
package io.tollbridge.simulator.acquirer.iso;

import org.jspecify.annotations.NullMarked;
