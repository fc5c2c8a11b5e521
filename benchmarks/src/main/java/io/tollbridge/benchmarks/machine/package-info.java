/**
 * What the operating system says: processor time of each process of the platform, memory, and how
 * much of the machine was taken by others. Reads {@code /proc}; decides nothing.
 */
@NullMarked
package io.tollbridge.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
