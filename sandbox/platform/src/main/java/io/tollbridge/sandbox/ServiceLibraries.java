package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The jars that a group of services shares, in one fixed order. An AOT cache is valid for every
 * class path that begins with the one it was trained on, so the service's own jar comes last.
 *
 * @param group names the AOT cache
 * @param services folder of the services' own jars
 */
record ServiceLibraries(String group, List<Path> jars, Path services) {

    /** The libraries of a built tree: {@code target/platform} or the gateway's. */
    static ServiceLibraries of(String group, Path target, Path launcher) {
        Path lib = target.resolve("lib");
        try (var files = Files.list(lib)) {
            var jars =
                    new ArrayList<>(
                            files.filter(file -> file.toString().endsWith(".jar"))
                                    .filter(file -> !file.endsWith(launcher.getFileName()))
                                    .sorted()
                                    .toList());
            jars.add(launcher);
            return new ServiceLibraries(group, List.copyOf(jars), target.resolve("services"));
        } catch (IOException e) {
            throw new ServerFailedException(
                    "the services are not built: nothing in " + lib + " (run: mvn package)", e);
        }
    }

    Path jarOf(String name) {
        Path jar = services.resolve(name);
        if (!Files.exists(jar)) {
            throw new ServerFailedException("not built: " + jar + " (run: mvn package)");
        }
        return jar;
    }

    String classPath() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Changes with any jar and with the JDK: what a cache is valid for. */
    String fingerprint() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path jar : jars) {
                String line =
                        jar
                                + "|"
                                + Files.size(jar)
                                + "|"
                                + Files.getLastModifiedTime(jar).toMillis();
                sha.update(line.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(sha.digest(), 0, 6);
        } catch (IOException e) {
            throw new ServerFailedException("cannot read the libraries: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
