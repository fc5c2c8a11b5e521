/**
 * The services under test on simulated nodes, and the calls between them.
 *
 * <p>Two nodes of core-engine and two of compensation, each the real classes wired as their
 * configurations wire them. A node that fails to start is started again, as a supervisor does.
 */
@NullMarked
package io.tollbridge.simulation.platform;

import org.jspecify.annotations.NullMarked;
