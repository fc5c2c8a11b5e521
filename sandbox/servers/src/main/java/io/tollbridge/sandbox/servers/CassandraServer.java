package io.tollbridge.sandbox.servers;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A single Cassandra node. Its settings are those of production where they decide whether an
 * acknowledged conditional write survives a crash, and small everywhere else.
 */
public final class CassandraServer {
    public static final String DATACENTER = "datacenter1";

    private static final List<String> MODULE_FLAGS =
            List.of(
                    "--add-exports=java.base/jdk.internal.misc=ALL-UNNAMED",
                    "--add-exports=java.management.rmi/com.sun.jmx.remote.internal.rmi=ALL-UNNAMED",
                    "--add-exports=java.rmi/sun.rmi.registry=ALL-UNNAMED",
                    "--add-exports=java.rmi/sun.rmi.server=ALL-UNNAMED",
                    "--add-exports=java.sql/java.sql=ALL-UNNAMED",
                    "--add-exports=java.base/java.lang.ref=ALL-UNNAMED",
                    "--add-exports=jdk.unsupported/sun.misc=ALL-UNNAMED",
                    "--add-exports=jdk.attach/sun.tools.attach=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.module=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.loader=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.ref=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.math=ALL-UNNAMED",
                    "--add-opens=java.base/jdk.internal.module=ALL-UNNAMED",
                    "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
                    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
                    "--add-opens=java.base/java.io=ALL-UNNAMED",
                    "--add-opens=java.base/java.nio=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
                    "--add-opens=java.base/java.lang=ALL-UNNAMED",
                    "--add-opens=java.base/java.util=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
                    "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    private static final List<String> CASSANDRA_FLAGS =
            List.of(
                    "-Djdk.attach.allowAttachSelf=true",
                    "-Dio.netty.tryReflectionSetAccessible=true",
                    "-Djava.net.preferIPv4Stack=true",
                    // One node that knows its token has nobody to wait for.
                    "-Dcassandra.ring_delay_ms=1",
                    "-Dcassandra.skip_wait_for_gossip_to_settle=0",
                    "-Dcassandra.initial_token=0",
                    "-Dcassandra.load_ring_state=false",
                    "-Dcassandra-foreground=yes",
                    // A thread that changes its stage would tell the kernel its new name each time.
                    "-Dcassandra.set_sep_thread_name=false",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-XX:+UseSerialGC",
                    "-Xss512k");

    /** Nanoseconds; a process may set its own, and a child inherits it. */
    private static final Path TIMER_SLACK = Path.of("/proc/self/timerslack_ns");

    private CassandraServer() {}

    /**
     * What differs between the sandbox and the tests.
     *
     * @param directory all of the node's files
     * @param jvmFlags added after the fixed ones, so they win
     */
    public record Settings(
            Path directory,
            int port,
            int storagePort,
            int heapMegabytes,
            List<String> jvmFlags,
            Path log) {

        /** The configuration that keeps what it has acknowledged. */
        public String yaml() {
            return CassandraYaml.render(directory.resolve("data"), "127.0.0.1", port, storagePort);
        }
    }

    public static ChildProcess start(SandboxLayout layout, Settings settings) {
        return start(layout, settings, settings.yaml());
    }

    /** Starts a node with a configuration of its own, such as one that is known to be unsafe. */
    public static ChildProcess start(SandboxLayout layout, Settings settings, String yaml) {
        Path conf = settings.directory().resolve("conf");
        try {
            Files.createDirectories(conf);
            Files.writeString(conf.resolve("cassandra.yaml"), yaml);
            Files.writeString(conf.resolve("logback.xml"), LOGBACK);
        } catch (IOException e) {
            throw new ServerFailedException("cassandra: cannot write " + conf, e);
        }
        var command = new ArrayList<>(withCoarseTimers());
        command.add(SandboxLayout.java());
        command.addAll(MODULE_FLAGS);
        command.addAll(CASSANDRA_FLAGS);
        command.add("-Xms" + settings.heapMegabytes() / 2 + "m");
        command.add("-Xmx" + settings.heapMegabytes() + "m");
        command.addAll(settings.jvmFlags());
        command.add("-Dcassandra.config=" + conf.resolve("cassandra.yaml").toUri());
        command.add("-Dcassandra.storagedir=" + settings.directory().resolve("data"));
        command.add("-Dlogback.configurationFile=" + conf.resolve("logback.xml"));
        command.add("-cp");
        command.add(
                layout.serverJars("cassandra-dist").stream()
                        .map(Path::toString)
                        .collect(Collectors.joining(File.pathSeparator)));
        command.add("org.apache.cassandra.service.CassandraDaemon");
        return ChildProcess.start("cassandra", command, settings.directory(), settings.log());
    }

    /**
     * What a command is preceded by to let Linux end its sleeps up to two milliseconds late.
     * Workers that look for work sleep ten microseconds at a time: with the kernel's own 50
     * microseconds these sleeps were a third of what a conditional write cost (ADR 19).
     */
    private static List<String> withCoarseTimers() {
        return Files.isWritable(TIMER_SLACK)
                ? List.of("/bin/sh", "-c", "echo 2000000 > " + TIMER_SLACK + "; exec \"$@\"", "sh")
                : List.of();
    }

    /** The node speaks CQL, which it does only after it has joined its ring. */
    public static boolean isServing(int port) throws IOException {
        return CqlWire.isServing(port);
    }

    public static void awaitReady(ChildProcess process, int port, Duration limit) {
        process.awaitReady(() -> isServing(port), limit);
    }

    private static final String LOGBACK =
            """
            <configuration>
              <statusListener class="ch.qos.logback.core.status.NopStatusListener"/>
              <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
                <encoder>
                  <pattern>%d{HH:mm:ss.SSS} %-5level [%thread] %logger{0} - %msg%n%ex{12}</pattern>
                </encoder>
              </appender>
              <logger name="org.apache.cassandra.service.StartupChecks" level="ERROR"/>
              <logger name="org.apache.cassandra.db.ColumnFamilyStore" level="WARN"/>
              <logger name="org.apache.cassandra.schema" level="WARN"/>
              <root level="INFO"><appender-ref ref="out"/></root>
            </configuration>
            """;
}
