package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/** The files through which test processes and the supervisor agree; see {@link SharedServers}. */
record SharedState(Path folder) {

    /** What the supervisor wrote when its servers were ready. */
    record Snapshot(
            String id,
            ProcessId supervisor,
            List<ProcessId> servers,
            SharedServers.Endpoints endpoints) {
        boolean isAlive() {
            return supervisor.isAlive() && servers.stream().allMatch(ProcessId::isAlive);
        }
    }

    SharedState {
        for (Path part : List.of(folder, folder.resolve("watchers"), folder.resolve("users"))) {
            try {
                Files.createDirectories(part);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    Path lockFile() {
        return folder.resolve("lock");
    }

    Optional<Snapshot> read() {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(stateFile())) {
            properties.load(reader);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(
                new Snapshot(
                        properties.getProperty("id"),
                        ProcessId.parse(properties.getProperty("supervisor")),
                        Arrays.stream(properties.getProperty("servers").split(",", -1))
                                .map(ProcessId::parse)
                                .toList(),
                        new SharedServers.Endpoints(
                                Integer.parseInt(properties.getProperty("cassandra")),
                                Integer.parseInt(properties.getProperty("kafka")),
                                Integer.parseInt(properties.getProperty("redis")))));
    }

    void write(Snapshot snapshot) {
        var properties = new Properties();
        properties.setProperty("id", snapshot.id());
        properties.setProperty("supervisor", snapshot.supervisor().toString());
        properties.setProperty(
                "servers",
                String.join(",", snapshot.servers().stream().map(ProcessId::toString).toList()));
        properties.setProperty("cassandra", "" + snapshot.endpoints().cassandraPort());
        properties.setProperty("kafka", "" + snapshot.endpoints().kafkaPort());
        properties.setProperty("redis", "" + snapshot.endpoints().redisPort());
        Path draft = folder.resolve("state.draft");
        try {
            try (var writer = Files.newBufferedWriter(draft)) {
                properties.store(writer, null);
            }
            Files.move(draft, stateFile(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the state unless another supervisor has written its own by now. */
    void forget(String id) {
        if (read().filter(snapshot -> snapshot.id().equals(id)).isPresent()) {
            delete(stateFile());
        }
    }

    void addWatcher(ProcessId process) {
        create(folder.resolve("watchers").resolve(process.toString()), "");
    }

    /** True while a build that asked for the servers runs; forgets those that ended. */
    boolean isWatched() {
        boolean watched = false;
        for (Path file : files("watchers")) {
            if (ProcessId.parse(file.getFileName().toString()).isAlive()) {
                watched = true;
            } else {
                delete(file);
            }
        }
        return watched;
    }

    int nextIsolation(ProcessId user) {
        Path counter = folder.resolve("counter");
        try {
            int next = Files.exists(counter) ? Integer.parseInt(Files.readString(counter)) + 1 : 1;
            Files.writeString(counter, Integer.toString(next));
            create(folder.resolve("users").resolve(Integer.toString(next)), user.toString());
            return next;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Isolation numbers whose process has ended, with the file to delete when cleaned up. */
    Map<Integer, Path> endedUsers() {
        var ended = new TreeMap<Integer, Path>();
        for (Path file : files("users")) {
            try {
                String user = Files.readString(file);
                if (!user.isEmpty() && !ProcessId.parse(user).isAlive()) {
                    ended.put(Integer.parseInt(file.getFileName().toString()), file);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ended;
    }

    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path stateFile() {
        return folder.resolve("state.properties");
    }

    private List<Path> files(String part) {
        try (var files = Files.list(folder.resolve(part))) {
            return files.toList();
        } catch (NoSuchFileException _) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void create(Path file, String content) {
        try {
            Files.writeString(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
