/** Runs: one seed is one run. Finds the seeds that fail, and repeats any of them exactly. */
@NullMarked
package io.tollbridge.simulation.run;

import org.jspecify.annotations.NullMarked;
