package io.tollbridge.sandbox;

import io.tollbridge.sandbox.ServiceCatalog.Service;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The configuration file of each service: addresses and folders of this platform. */
final class ServiceConfig {
    private final PlatformOptions options;
    private final StateFolder state;
    private final PlatformPorts ports;

    ServiceConfig(PlatformOptions options, StateFolder state) {
        this.options = options;
        this.state = state;
        this.ports = new PlatformPorts(options.portOffset());
    }

    void write(Service service) {
        var secrets = state.secrets();
        var properties = new TreeMap<String, String>();
        properties.put("server.address", PlatformPorts.HOST);
        properties.put("server.port", "" + ports.of(service));
        properties.put("management.server.address", PlatformPorts.HOST);
        properties.put("management.server.port", "" + ports.managementOf(service));
        properties.put("spring.cassandra.contact-points", PlatformPorts.HOST);
        properties.put("spring.cassandra.port", "" + ports.cassandra());
        properties.put("spring.kafka.bootstrap-servers", PlatformPorts.HOST + ":" + ports.kafka());
        properties.put("spring.data.redis.host", PlatformPorts.HOST);
        properties.put("spring.data.redis.port", "" + ports.redis());
        properties.put("tollbridge.mode", "test");
        properties.put("tollbridge.secrets-dir", secrets.folder().toString());
        properties.put(
                "tollbridge.identity.private-key-file",
                secrets.privateKey(service.name()).toString());
        properties.put("tollbridge.identity.trusted-keys-dir", secrets.trusted().toString());
        properties.put("tollbridge.channels.acquirer.host", PlatformPorts.HOST);
        properties.put("tollbridge.channels.acquirer.port", "" + ports.acquirer());
        properties.put(
                "tollbridge.channels.acquirer.statements",
                PlatformPorts.url(ports.acquirerHttp()) + "/statements");
        properties.put("tollbridge.banks.client-money.url", PlatformPorts.url(ports.bank()));
        // One merchant may use the whole machine: what it can do is to be measured, not limited.
        properties.put("tollbridge.gateway.limit.test-rps", "10000");
        properties.put("tollbridge.checkout.public-url", "http://localhost:" + ports.gateway());
        for (Service other : ServiceCatalog.ALL) {
            properties.put(
                    "tollbridge.services." + other.name() + ".url",
                    PlatformPorts.url(ports.of(other)));
            properties.put(
                    "tollbridge.services." + other.name() + ".management-url",
                    PlatformPorts.url(ports.managementOf(other)));
        }
        properties.putAll(options.properties());
        StateFolder.write(
                state.config(service.name()),
                properties.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + escape(entry.getValue()))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\");
    }
}
