/**
 * Owns the real Cassandra, Kafka and Redis that tests run on; there is no mock of them anywhere.
 *
 * <p>Invariants: (1) one set of servers serves all modules and test processes of a source tree; (2)
 * every test class has its own keyspaces, topics and Redis database; (3) the ports are random,
 * never those of the sandbox.
 *
 * <p>Started by the first test that asks {@link io.tollbridge.testkit.servers.TestServers}. Child
 * processes by default; Testcontainers with {@code -Dtollbridge.testcontainers=true}. Does not
 * create keyspaces or topics: that is the starter's work in the test as in production.
 */
@NullMarked
package io.tollbridge.testkit.servers;

import org.jspecify.annotations.NullMarked;
