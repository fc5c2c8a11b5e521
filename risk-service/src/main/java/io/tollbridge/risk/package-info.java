/** Decides whether an attempt may go ahead; says why, and keeps what it decided. */
@NullMarked
package io.tollbridge.risk;

import org.jspecify.annotations.NullMarked;
