/**
 * The meaning of money and of identity, shared by every module.
 *
 * <p>Plain Java: no Spring, no JSON, no clock. Invariants: (1) an amount never loses or gains a
 * minor unit, every operation is exact or throws; (2) amounts of two currencies never meet; (3) an
 * id says by its type and prefix what it names.
 */
@NullMarked
package io.tollbridge.kernel;

import org.jspecify.annotations.NullMarked;
