package io.tollbridge.sandbox.servers;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Redis without any file of its own: the platform must live with an empty one at any moment. */
public final class RedisServer {
    public static final int DATABASES = 4096;

    private static final int PROBE_TIMEOUT_MILLIS = 2_000;
    private static final byte[] PING = "PING\r\n".getBytes(StandardCharsets.US_ASCII);

    private RedisServer() {}

    public static ChildProcess start(SandboxLayout layout, Path directory, int port, Path log) {
        return ChildProcess.start(
                "redis",
                List.of(
                        binary(layout).toString(),
                        "--bind",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--databases",
                        Integer.toString(DATABASES),
                        "--appendonly",
                        "no",
                        "--save",
                        "",
                        "--daemonize",
                        "no",
                        "--maxmemory",
                        "128mb",
                        "--dir",
                        directory.toString()),
                directory,
                log);
    }

    public static void awaitReady(ChildProcess process, int port, Duration limit) {
        process.awaitReady(() -> isServing(port), limit);
    }

    /** The server answers a PING. */
    public static boolean isServing(int port) throws IOException {
        try (var socket = new Socket()) {
            socket.setSoTimeout(PROBE_TIMEOUT_MILLIS);
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
                    PROBE_TIMEOUT_MILLIS);
            socket.getOutputStream().write(PING);
            return new String(socket.getInputStream().readNBytes(5), StandardCharsets.US_ASCII)
                    .equals("+PONG");
        }
    }

    /** The one on the PATH, else the first bundled one that runs here. */
    private static Path binary(SandboxLayout layout) {
        var candidates = new ArrayList<Path>();
        String path = System.getenv("PATH");
        if (path != null) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                candidates.add(Path.of(folder, "redis-server"));
            }
        }
        for (String bundled :
                bundledFor(System.getProperty("os.name"), System.getProperty("os.arch"))) {
            candidates.add(layout.redisBinaries().resolve(bundled));
        }
        return candidates.stream()
                .filter(Files::isRegularFile)
                .filter(RedisServer::runs)
                .findFirst()
                .orElseThrow(() ->
                        new ServerFailedException(
                                "redis: no redis-server on the PATH and none in "
                                        + layout.redisBinaries()
                                        + " that runs here"));
    }

    /** In the order of preference; the 32-bit one is static and runs where OpenSSL 3 is missing. */
    static List<String> bundledFor(String os, String architecture) {
        boolean mac = os.toLowerCase(Locale.ROOT).contains("mac");
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        if (mac) {
            return List.of("redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64"));
        }
        return arm
                ? List.of("redis-server-6.2.7-linux-arm64")
                : List.of("redis-server-6.2.6-v5-linux-amd64", "redis-server-6.2.7-linux-386");
    }

    private static boolean runs(Path binary) {
        try {
            if (!Files.isExecutable(binary)) {
                Files.setPosixFilePermissions(binary, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            Process process =
                    new ProcessBuilder(binary.toString(), "--version")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ServerFailedException("interrupted while looking for redis", e);
        }
    }
}
