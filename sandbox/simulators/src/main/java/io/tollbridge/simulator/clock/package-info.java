/**
 * The business clock of a simulator: system time plus the offset that the platform publishes.
 *
 * <ol>
 *   <li>Time comes from here only; nothing in the simulators reads the system clock itself.
 *   <li>The newest record of the topic {@code clock} wins; without Kafka the offset is zero.
 * </ol>
 *
 * <p>Started by the simulators' mains. It never writes to Kafka.
 */
@NullMarked
package io.tollbridge.simulator.clock;

import org.jspecify.annotations.NullMarked;
