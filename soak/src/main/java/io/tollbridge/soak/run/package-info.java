/**
 * {@code ./tollbridge soak}: a platform of its own, load and faults, then quiet, then the verdict
 * and a report.
 *
 * <p>Ends with 1 when any invariant is red, or when the platform did not come to rest.
 */
@NullMarked
package io.tollbridge.soak.run;

import org.jspecify.annotations.NullMarked;
