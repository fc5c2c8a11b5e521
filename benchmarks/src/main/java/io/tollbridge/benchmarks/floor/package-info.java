/**
 * The parts a payment cannot do without, each measured bare on the same machine in the same run: an
 * HTTP request answered, an HTTP call made, a conditional write, a plain write, a record in Kafka.
 * Their sum is the floor. Works in a keyspace and a topic of its own and removes both.
 */
@NullMarked
package io.tollbridge.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
