package io.tollbridge.testkit.servers;

import io.tollbridge.sandbox.servers.SandboxLayout;
import io.tollbridge.sandbox.servers.SharedServers;

/** Child processes from Maven's jars, shared by all builds of this source tree. */
final class EmbeddedServers implements TestServers {
    private static final String LOOPBACK = "127.0.0.1";

    private final SharedServers shared = new SharedServers(SandboxLayout.find());
    private final SharedServers.Endpoints endpoints = shared.obtain();

    @Override
    public Address cassandra() {
        return new Address(LOOPBACK, endpoints.cassandraPort());
    }

    @Override
    public Address kafka() {
        return new Address(LOOPBACK, endpoints.kafkaPort());
    }

    @Override
    public Address redis() {
        return new Address(LOOPBACK, endpoints.redisPort());
    }

    @Override
    public int nextIsolation() {
        return shared.nextIsolation();
    }
}
