/** What the simulation has to make here: the watch, with timers of virtual time. */
@NullMarked
package io.tollbridge.compensation.watch;

import org.jspecify.annotations.NullMarked;
