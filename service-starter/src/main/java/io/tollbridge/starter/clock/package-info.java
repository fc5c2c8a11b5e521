/** The business clock: system time plus an offset that operations can move in test mode. */
@NullMarked
package io.tollbridge.starter.clock;

import org.jspecify.annotations.NullMarked;
