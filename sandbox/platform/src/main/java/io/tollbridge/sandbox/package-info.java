/**
 * The platform on one machine: the launcher behind {@code ./tollbridge}, and the same as a Java API
 * for end-to-end and kill tests.
 *
 * <p>Invariants: (1) every server, simulator and service is its own process on loopback; (2) all
 * state is in one folder, survives {@code down} and {@code up}, and is emptied only by {@code
 * --fresh}; (3) what fails is named in one line, and nothing that this run started is left behind;
 * (4) secrets are files that only their owner can read.
 *
 * <p>Started by a person or a test. Emits log files and nothing else. Does not build anything: that
 * is the script's work.
 */
@NullMarked
package io.tollbridge.sandbox;

import org.jspecify.annotations.NullMarked;
