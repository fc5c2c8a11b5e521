/**
 * What siblings are asked, and what their answers mean for a payment.
 *
 * <p>Invariants: (1) there is always an answer: what a sibling did not clearly say is unclear; (2)
 * nothing is asked that is not written before.
 */
@NullMarked
package io.tollbridge.coreengine.sibling;

import org.jspecify.annotations.NullMarked;
