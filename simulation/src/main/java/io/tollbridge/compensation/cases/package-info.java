/** What the simulation has to make here: the cases, with timers of virtual time. */
@NullMarked
package io.tollbridge.compensation.cases;

import org.jspecify.annotations.NullMarked;
