package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.ProcessId;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Optional;

/**
 * The folders with everything that a platform writes.
 *
 * @param home of this platform alone
 * @param shared by all platforms of a source tree: code and caches of it, no data
 */
record StateFolder(Path home, Path shared) {

    Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    Path log(String name) {
        return home.resolve("logs").resolve(name + ".log");
    }

    Path config(String name) {
        return home.resolve("config").resolve(name + ".properties");
    }

    Path code(String group) {
        return shared.resolve("code").resolve(group);
    }

    Path cache() {
        return shared.resolve("cache");
    }

    SecretFiles secrets() {
        return new SecretFiles(home.resolve("secrets"));
    }

    /** Runs the work while no other launcher works on this folder. */
    void locked(Runnable work) {
        try {
            Files.createDirectories(home);
            try (var channel =
                            FileChannel.open(
                                    home.resolve("lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    var lock = channel.tryLock()) {
                if (lock == null) {
                    throw new ServerFailedException(
                            "another tollbridge command is working on " + home);
                }
                work.run();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + home + ": " + e.getMessage(), e);
        }
    }

    /** What was last started under this name, alive or not. */
    Optional<ChildProcess> process(String name) {
        try {
            var id = ProcessId.parse(Files.readString(pidFile(name)).strip());
            return Optional.of(new ChildProcess(name, id, log(name)));
        } catch (NoSuchFileException | IllegalArgumentException _) {
            return Optional.empty(); // a file that says nothing must not break every command
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ChildProcess> running(String name) {
        return process(name).filter(ChildProcess::isAlive);
    }

    void remember(ChildProcess process) {
        write(pidFile(process.name()), process.id().toString());
    }

    void forget(String name) {
        try {
            Files.deleteIfExists(pidFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a new log file; the one before stays as {@code .old}. */
    void rotateLog(String name) {
        Path log = log(name);
        try {
            Files.createDirectories(log.getParent());
            if (Files.exists(log) && Files.size(log) > 0) {
                Files.move(
                        log,
                        log.resolveSibling(name + ".log.old"),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes data, secrets and logs; caches stay, they hold nothing but code. */
    void empty() {
        for (String part : new String[] {"data", "secrets", "logs", "config", "run"}) {
            deleteTree(home.resolve(part));
        }
    }

    /** Replaced as a whole: nobody reads half of it, whenever the writer is killed. */
    static void write(Path file, String content) {
        try {
            Files.createDirectories(file.getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".draft");
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path pidFile(String name) {
        return home.resolve("run").resolve(name + ".pid");
    }

    private static void deleteTree(Path tree) {
        if (!Files.exists(tree)) {
            return;
        }
        try (var files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot empty " + tree + ": " + e.getMessage(), e);
        }
    }
}
