/**
 * Clients that ask again as soon as they are answered. Built to cost little, since they share the
 * processors with what they measure: a socket each, virtual threads, no HTTP library.
 */
@NullMarked
package io.tollbridge.benchmarks.load;

import org.jspecify.annotations.NullMarked;
