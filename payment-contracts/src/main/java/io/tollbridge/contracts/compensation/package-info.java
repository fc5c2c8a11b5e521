/** Owned by compensation-service: cases of unknown outcomes. */
@NullMarked
package io.tollbridge.contracts.compensation;

import org.jspecify.annotations.NullMarked;
