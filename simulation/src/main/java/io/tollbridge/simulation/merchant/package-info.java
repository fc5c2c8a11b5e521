/**
 * Merchants as clients: they pay, confirm, capture, cancel and refund, send the same request twice,
 * lose answers and ask again, and remember what they were told.
 */
@NullMarked
package io.tollbridge.simulation.merchant;

import org.jspecify.annotations.NullMarked;
