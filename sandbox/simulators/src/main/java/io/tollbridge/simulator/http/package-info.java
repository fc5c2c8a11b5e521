/**
 * A small HTTP server on the JDK's own, a virtual thread per request.
 *
 * <ol>
 *   <li>Errors are RFC 9457 problem+json, also for unknown routes and oversize bodies.
 *   <li>JSON is snake_case.
 *   <li>It listens on the loopback address unless told otherwise.
 * </ol>
 *
 * <p>Started by the simulators, which register their routes. It holds no state.
 */
@NullMarked
package io.tollbridge.simulator.http;

import org.jspecify.annotations.NullMarked;
