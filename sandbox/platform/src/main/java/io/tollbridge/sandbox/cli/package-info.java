/**
 * The commands that work before anything is built: help, and the test run with its summary. They
 * are started from source, so they use the JDK only and nothing else of this repository.
 *
 * <p>Invariants: (1) the last line of a test run is the count, such as {@code 412 passed, 0 failed,
 * 3 skipped}; (2) the exit code is 0 only when Maven succeeded and no test failed; (3) every
 * skipped test is listed with its reason.
 */
@NullMarked
package io.tollbridge.sandbox.cli;

import org.jspecify.annotations.NullMarked;
