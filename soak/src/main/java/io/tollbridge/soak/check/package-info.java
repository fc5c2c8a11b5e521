/**
 * The checker: what must be so after a run, whatever happened in it. One class for each group of
 * invariants, pure over {@code facts}.
 *
 * <p>Invariants: (1) a check that has looked at nothing is not green; (2) each class can fail, and
 * a test shows facts on which it does; (3) no check asks the platform whether it is right where
 * another source can be asked.
 */
@NullMarked
package io.tollbridge.soak.check;

import org.jspecify.annotations.NullMarked;
