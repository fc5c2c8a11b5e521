/**
 * What every simulator process needs around its business: arguments, help, a stop on SIGTERM.
 *
 * <ol>
 *   <li>An unknown argument or a bad value is one clear line and exit code 2.
 *   <li>Parts are closed in the reverse order of their start.
 * </ol>
 *
 * <p>Started by the mains. It knows no protocol.
 */
@NullMarked
package io.tollbridge.simulator.launch;

import org.jspecify.annotations.NullMarked;
