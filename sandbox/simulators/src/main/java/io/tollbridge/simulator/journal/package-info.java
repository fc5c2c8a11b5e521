/**
 * Append-only books on disk, one line per fact.
 *
 * <ol>
 *   <li>A line is durable (fsynced) before {@link Journal#awaitDurable} returns for it.
 *   <li>Lines are replayed in the order they were appended; a torn last line is cut off, any other
 *       damage stops the start.
 *   <li>One thread writes; concurrent appends share an fsync.
 * </ol>
 *
 * <p>Started by the simulators. It does not know what a line means.
 */
@NullMarked
package io.tollbridge.simulator.journal;

import org.jspecify.annotations.NullMarked;
