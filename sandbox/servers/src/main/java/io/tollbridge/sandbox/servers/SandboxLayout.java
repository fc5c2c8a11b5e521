package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the parts of a built source tree are.
 *
 * @param root the folder with the {@code tollbridge} script
 */
public record SandboxLayout(Path root) {
    /** System property that names the root where walking up from the working directory cannot. */
    public static final String ROOT_PROPERTY = "tollbridge.root";

    /** Finds the root by the property, else by walking up from the working directory. */
    public static SandboxLayout find() {
        String configured = System.getProperty(ROOT_PROPERTY);
        if (configured != null) {
            return new SandboxLayout(Path.of(configured).toAbsolutePath());
        }
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.isRegularFile(folder.resolve("tollbridge"))
                    && Files.isDirectory(folder.resolve("sandbox"))) {
                return new SandboxLayout(folder);
            }
        }
        throw new ServerFailedException(
                "no folder with the tollbridge script above "
                        + start
                        + " (set -D"
                        + ROOT_PROPERTY
                        + ")");
    }

    /**
     * The jars of a server in one fixed order: our own first, so that it can stand before theirs.
     */
    public List<Path> serverJars(String dist) {
        Path target = root.resolve("sandbox").resolve(dist).resolve("target");
        var own = jarsIn(target);
        var libraries = jarsIn(target.resolve("lib"));
        if (own.isEmpty() || libraries.isEmpty()) {
            throw new ServerFailedException(
                    "no server jars in " + target + " (run: mvn -pl sandbox/" + dist + " package)");
        }
        return Stream.concat(own.stream(), libraries.stream()).toList();
    }

    public Path redisBinaries() {
        return root.resolve("sandbox/redis-dist/target/lib");
    }

    public Path testServers() {
        return root.resolve("target/test-servers");
    }

    /** The {@code java} that runs this program. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private static List<Path> jarsIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
        } catch (IOException e) {
            throw new ServerFailedException("cannot read " + folder + ": " + e.getMessage(), e);
        }
    }
}
