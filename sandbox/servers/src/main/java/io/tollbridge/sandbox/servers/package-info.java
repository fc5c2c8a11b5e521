/**
 * Owns the real Cassandra, Kafka and Redis that the sandbox and the tests run on, as child
 * processes on loopback.
 *
 * <p>Invariants: (1) a server is ready only when it answers its own protocol, an open port is not
 * enough; (2) a process is known by its id and its start time, so a recycled id is never signalled;
 * (3) everything a server writes is under its own directory.
 *
 * <p>Started by the platform launcher, or by the first test JVM of a Maven build through {@link
 * io.tollbridge.sandbox.servers.SharedServers}. Needs the JDK only. Does not start services and
 * does not download anything.
 */
@NullMarked
package io.tollbridge.sandbox.servers;

import org.jspecify.annotations.NullMarked;
