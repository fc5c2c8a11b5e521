package io.tollbridge.sandbox;

import io.tollbridge.sandbox.Component.Kind;
import io.tollbridge.sandbox.ServiceCatalog.Service;
import io.tollbridge.sandbox.servers.CassandraServer;
import io.tollbridge.sandbox.servers.HttpProbe;
import io.tollbridge.sandbox.servers.KafkaServer;
import io.tollbridge.sandbox.servers.RedisServer;
import io.tollbridge.sandbox.servers.SandboxLayout;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** All processes of a platform, in the order of their start. */
final class Components {
    private static final int CASSANDRA_HEAP_MEGABYTES = 512;
    private static final int KAFKA_HEAP_MEGABYTES = 256;

    private final SandboxLayout layout;
    private final StateFolder state;
    private final PlatformPorts ports;
    private final ServiceProcess mvc;
    private final ServiceProcess gateway;
    private final List<Component> all = new ArrayList<>();

    Components(PlatformOptions options, StateFolder state) {
        this.layout = options.layout();
        this.state = state;
        this.ports = new PlatformPorts(options.portOffset());
        Path sandbox = layout.root().resolve("sandbox");
        Path built = sandbox.resolve("platform/target/platform");
        Path training = ServiceLibraries.trainingJar(built);
        this.mvc =
                new ServiceProcess(
                        state,
                        ServiceLibraries.of("services", built, training, state.code("services")));
        this.gateway =
                new ServiceProcess(
                        state,
                        ServiceLibraries.of(
                                ServiceCatalog.GATEWAY,
                                sandbox.resolve("gateway-dist/target"),
                                training,
                                state.code("gateway")));
        addStores();
        addSimulators();
        ServiceCatalog.ALL.stream()
                .filter(service ->
                        options.services().isEmpty() || options.services().contains(service.name()))
                .forEach(this::addService);
    }

    List<Component> all() {
        return List.copyOf(all);
    }

    List<Component> of(Kind kind) {
        return all.stream().filter(component -> component.kind() == kind).toList();
    }

    boolean contains(String name) {
        return all.stream().anyMatch(component -> component.name().equals(name));
    }

    Component named(String name) {
        return all.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new ServerFailedException(
                                "no process is called '"
                                        + name
                                        + "' (expected one of: "
                                        + String.join(
                                                ", ", all.stream().map(Component::name).toList())
                                        + ")"));
    }

    /** The process that starts services of this group. */
    ServiceProcess group(Service service) {
        return service.name().equals(ServiceCatalog.GATEWAY) ? gateway : mvc;
    }

    private void addStores() {
        all.add(
                new Component(
                        "cassandra",
                        Kind.STORE,
                        ports.cassandra(),
                        List.of(ports.cassandraStorage()),
                        900,
                        flags ->
                                CassandraServer.start(
                                        layout,
                                        new CassandraServer.Settings(
                                                state.data("cassandra"),
                                                ports.cassandra(),
                                                ports.cassandraStorage(),
                                                CASSANDRA_HEAP_MEGABYTES,
                                                flags,
                                                state.log("cassandra"))),
                        () -> CassandraServer.isServing(ports.cassandra())));
        all.add(
                new Component(
                        "kafka",
                        Kind.STORE,
                        ports.kafka(),
                        List.of(ports.kafkaController()),
                        400,
                        flags ->
                                KafkaServer.start(
                                        layout,
                                        new KafkaServer.Settings(
                                                state.data("kafka"),
                                                ports.kafka(),
                                                ports.kafkaController(),
                                                ports.kafka(),
                                                KAFKA_HEAP_MEGABYTES,
                                                flags,
                                                state.log("kafka"))),
                        () -> KafkaServer.isServing(ports.kafka())));
        all.add(
                new Component(
                        "redis",
                        Kind.STORE,
                        ports.redis(),
                        List.of(),
                        20,
                        _ ->
                                RedisServer.start(
                                        layout,
                                        state.data("redis"),
                                        ports.redis(),
                                        state.log("redis")),
                        () -> RedisServer.isServing(ports.redis())));
    }

    private void addSimulators() {
        String kafka = PlatformPorts.HOST + ":" + ports.kafka();
        var bank =
                List.of(
                        "--port",
                        "" + ports.bank(),
                        "--state-dir",
                        state.data("bank").toString(),
                        "--kafka",
                        kafka);
        var acquirer =
                List.of(
                        "--port",
                        "" + ports.acquirer(),
                        "--http-port",
                        "" + ports.acquirerHttp(),
                        "--state-dir",
                        state.data("acquirer").toString(),
                        "--bank-url",
                        PlatformPorts.url(ports.bank()),
                        "--kafka",
                        kafka);
        all.add(
                new Component(
                        "bank",
                        Kind.SIMULATOR,
                        ports.bank(),
                        List.of(),
                        110,
                        flags ->
                                mvc.launchSimulator(
                                        "bank",
                                        "io.tollbridge.simulator.bank.BankSimulator",
                                        bank,
                                        flags),
                        () -> HttpProbe.answers(ports.bank())));
        all.add(
                new Component(
                        "acquirer",
                        Kind.SIMULATOR,
                        ports.acquirer(),
                        List.of(ports.acquirerHttp()),
                        110,
                        flags ->
                                mvc.launchSimulator(
                                        "acquirer",
                                        "io.tollbridge.simulator.acquirer.AcquirerSimulator",
                                        acquirer,
                                        flags),
                        () -> HttpProbe.answers(ports.acquirerHttp())));
    }

    private void addService(Service service) {
        all.add(
                new Component(
                        service.name(),
                        Kind.SERVICE,
                        ports.of(service),
                        List.of(ports.managementOf(service)),
                        230,
                        flags -> group(service).launch(service, flags),
                        () -> HttpProbe.isReady(ports.managementOf(service))));
    }
}
