/** Starts the simulators inside a test, with a clock that the test moves. */
@NullMarked
package io.tollbridge.simulator;

import org.jspecify.annotations.NullMarked;
