package io.tollbridge.sandbox;

import io.tollbridge.sandbox.ServiceCatalog.Service;

/** All ports of a platform: the documented ones plus the offset. */
record PlatformPorts(int offset) {
    static final String HOST = "127.0.0.1";

    static String url(int port) {
        return "http://" + HOST + ":" + port;
    }

    int of(Service service) {
        return service.port() + offset;
    }

    int managementOf(Service service) {
        return service.managementPort() + offset;
    }

    int gateway() {
        return 8080 + offset;
    }

    int cassandra() {
        return 19_042 + offset;
    }

    int cassandraStorage() {
        return 19_043 + offset;
    }

    int kafka() {
        return 19_092 + offset;
    }

    int kafkaController() {
        return 19_093 + offset;
    }

    int redis() {
        return 16_379 + offset;
    }

    int acquirer() {
        return 18_583 + offset;
    }

    int acquirerHttp() {
        return 18_584 + offset;
    }

    int bank() {
        return 18_590 + offset;
    }
}
