package io.tollbridge.sandbox.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A single Kafka node that is broker and controller at once (KRaft). */
public final class KafkaServer {
    /** Any 16 bytes in base64url; fixed, because a data directory refuses another one. */
    private static final String CLUSTER_ID = "dG9sbGJyaWRnZS0wMDAwMQ";

    private static final int PROBE_TIMEOUT_MILLIS = 2_000;
    private static final short API_VERSIONS = 18;

    private KafkaServer() {}

    /**
     * What differs between the sandbox and the tests.
     *
     * @param advertisedPort where clients are told to come: another than {@code port} when
     *     something stands between
     * @param jvmFlags added after the fixed ones, so they win
     */
    public record Settings(
            Path directory,
            int port,
            int controllerPort,
            int advertisedPort,
            int heapMegabytes,
            List<String> jvmFlags,
            Path log) {}

    public static ChildProcess start(SandboxLayout layout, Settings settings) {
        Path properties = settings.directory().resolve("server.properties");
        try {
            Files.createDirectories(settings.directory());
            Files.writeString(properties, properties(settings));
        } catch (IOException e) {
            throw new ServerFailedException("kafka: cannot write " + properties, e);
        }
        var command = new ArrayList<String>();
        command.add(SandboxLayout.java());
        command.addAll(
                List.of(
                        "-XX:+UseSerialGC",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-Xms64m",
                        "-Xmx" + settings.heapMegabytes() + "m",
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        "-Dorg.slf4j.simpleLogger.showDateTime=true",
                        "-Dorg.slf4j.simpleLogger.dateTimeFormat=HH:mm:ss.SSS",
                        "-Dorg.slf4j.simpleLogger.showShortLogName=true",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=warn",
                        "-Dorg.slf4j.simpleLogger.log.kafka.server.KafkaRaftServer=info"));
        command.addAll(settings.jvmFlags());
        command.add("-cp");
        command.add(
                layout.serverJars("kafka-dist").stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add("io.tollbridge.sandbox.kafka.KafkaNode");
        command.add(properties.toString());
        command.add(CLUSTER_ID);
        return ChildProcess.start("kafka", command, settings.directory(), settings.log());
    }

    public static void awaitReady(ChildProcess process, int port, Duration limit) {
        process.awaitReady(() -> isServing(port), limit);
    }

    /** The broker answers which versions of the protocol it speaks only after its start. */
    public static boolean isServing(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    PROBE_TIMEOUT_MILLIS);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeInt(10); // length of what follows
            out.writeShort(API_VERSIONS);
            out.writeShort(0); // version of the request
            out.writeInt(1); // correlation
            out.writeShort(-1); // no client id
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            in.readInt(); // length
            in.readInt(); // correlation
            return in.readShort() == 0;
        }
    }

    private static String properties(Settings settings) {
        return """
        process.roles=broker,controller
        node.id=1
        listeners=PLAINTEXT://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
        advertised.listeners=PLAINTEXT://127.0.0.1:%4$d
        controller.listener.names=CONTROLLER
        controller.quorum.bootstrap.servers=127.0.0.1:%2$d
        listener.security.protocol.map=PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT
        log.dirs=%3$s
        num.partitions=1
        default.replication.factor=1
        auto.create.topics.enable=false
        offsets.topic.replication.factor=1
        offsets.topic.num.partitions=4
        transaction.state.log.replication.factor=1
        transaction.state.log.min.isr=1
        transaction.state.log.num.partitions=2
        share.coordinator.state.topic.replication.factor=1
        share.coordinator.state.topic.min.isr=1
        group.initial.rebalance.delay.ms=0
        num.network.threads=2
        num.io.threads=3
        background.threads=2
        log.cleaner.dedupe.buffer.size=4194304
        log.cleaner.io.buffer.size=65536
        log.index.size.max.bytes=1048576
        log.segment.bytes=67108864
        """
                .formatted(
                        settings.port(),
                        settings.controllerPort(),
                        settings.directory().resolve("data"),
                        settings.advertisedPort());
    }
}
