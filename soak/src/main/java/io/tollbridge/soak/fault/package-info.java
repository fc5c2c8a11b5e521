/**
 * What goes wrong, when and to whom: a schedule from a seed, and the hand that carries it out on
 * the running platform.
 *
 * <p>Invariants: (1) the schedule follows from the seed alone; (2) what was killed is started
 * again, what was frozen goes on, and at the end all processes live; (3) each fault that happened
 * is written down with its time; one whose target was down already is not counted.
 */
@NullMarked
package io.tollbridge.soak.fault;

import org.jspecify.annotations.NullMarked;
