package io.tollbridge.testkit.aggregate;

import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.KafkaServer;
import io.tollbridge.sandbox.servers.Ports;
import io.tollbridge.sandbox.servers.SandboxLayout;
import io.tollbridge.testkit.BreakableLink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/** A Kafka of its own that clients reach over a link that can break. */
final class FragileKafka implements AutoCloseable {

    private static final Duration READY = Duration.ofSeconds(60);

    private final Path folder;
    private final BreakableLink link;
    private final ChildProcess node;

    FragileKafka() throws IOException {
        folder = Files.createTempDirectory("fragile-kafka");
        int port = Ports.anyFree();
        link = new BreakableLink(port);
        var settings =
                new KafkaServer.Settings(
                        folder,
                        port,
                        Ports.anyFree(),
                        link.port(),
                        192,
                        List.of("-XX:TieredStopAtLevel=1"),
                        folder.resolve("log"));
        node = KafkaServer.start(SandboxLayout.find(), settings);
        KafkaServer.awaitReady(node, port, READY);
    }

    BreakableLink link() {
        return link;
    }

    @Override
    public void close() throws IOException {
        link.close();
        node.kill();
        FileSystemUtils.deleteRecursively(folder);
    }
}
