/**
 * What a payment costs on this machine: a closed loop of card payments through the gateway of a
 * running sandbox, the operating system's own accounts of every process, and the same parts
 * measured bare as the floor. Started by {@code ./tollbridge bench}; prints a report and writes
 * JSON. Starts and stops nothing of the platform and judges nothing: it says what it saw, and how
 * noisy the machine was.
 */
@NullMarked
package io.tollbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
