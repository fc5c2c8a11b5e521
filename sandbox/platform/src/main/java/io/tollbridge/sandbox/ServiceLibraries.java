package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
 * @param shared third-party jars, ours, and the main class of the training
 * @param services folder of the services' own jars
 */
record ServiceLibraries(String group, List<Path> shared, Path services) {
    private static final List<String> OURS = List.of("payment-", "service-starter");
    private static final String LAUNCHERS = "sandbox-";

    /**
     * The libraries of a built tree. Our own jars are taken as copies, because a build may replace
     * them while services run from them.
     *
     * @param built {@code lib} and {@code services} of the build
     * @param training the jar with the main class of the training
     * @param copies where the copies go
     */
    static ServiceLibraries of(String group, Path built, Path training, Path copies) {
        var shared = new ArrayList<Path>();
        for (Path jar : jarsIn(built.resolve("lib"))) {
            if (OURS.stream().anyMatch(prefix -> name(jar).startsWith(prefix))) {
                shared.add(copy(jar, copies));
            } else if (!name(jar).startsWith(LAUNCHERS)) {
                shared.add(jar);
            }
        }
        shared.add(copy(training, copies));
        jarsIn(built.resolve("services")).forEach(jar -> copy(jar, copies));
        return new ServiceLibraries(group, List.copyOf(shared), copies);
    }

    /** What a cache of this group is recorded with, and so the start of every class path. */
    String sharedPath() {
        return shared.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The jar with the main class of the training, in a built tree. */
    static Path trainingJar(Path built) {
        return jarsIn(built.resolve("lib")).stream()
                .filter(jar -> name(jar).startsWith("sandbox-training"))
                .findFirst()
                .orElseThrow(
                        () -> new ServerFailedException("not built: sandbox-training in " + built));
    }

    Path jarOf(String name) {
        Path jar = services.resolve(name);
        if (!Files.exists(jar)) {
            throw new ServerFailedException("not built: " + name + " (run: ./tollbridge build)");
        }
        return jar;
    }

    private static String name(Path jar) {
        return String.valueOf(jar.getFileName());
    }

    private static List<Path> jarsIn(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new ServerFailedException(
                    "the services are not built: nothing in "
                            + folder
                            + " (run: ./tollbridge build)",
                    e);
        }
    }

    /**
     * Replaced as a whole, so that a process which runs from the old copy keeps it; and only when
     * it differs, so that a build without a change leaves the AOT cache valid.
     */
    private static Path copy(Path jar, Path folder) {
        Path copy = folder.resolve(jar.getFileName());
        try {
            if (!Files.exists(copy) || Files.mismatch(jar, copy) >= 0) {
                Files.createDirectories(folder);
                Path draft = Files.createTempFile(folder, "copy", ".draft");
                Files.copy(jar, draft, StandardCopyOption.REPLACE_EXISTING);
                Files.move(draft, copy, StandardCopyOption.ATOMIC_MOVE);
            }
            return copy;
        } catch (IOException e) {
            throw new ServerFailedException("cannot copy " + jar + ": " + e.getMessage(), e);
        }
    }

    /** Changes with any shared jar and with the JDK: what a cache is valid for. */
    String fingerprint() {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            sha.update(Runtime.version().toString().getBytes(StandardCharsets.UTF_8));
            for (Path jar : shared) {
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
