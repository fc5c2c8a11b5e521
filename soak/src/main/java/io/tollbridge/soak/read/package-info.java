/**
 * Reads what each source says at the end of a run, each by its own door: Cassandra by CQL, Kafka
 * from its first record, the acquirer and the bank by their own books, the rest by the API.
 *
 * <p>Reads only. What it cannot read ends the run: a source that is missing is not a source that
 * agrees.
 */
@NullMarked
package io.tollbridge.soak.read;

import org.jspecify.annotations.NullMarked;
