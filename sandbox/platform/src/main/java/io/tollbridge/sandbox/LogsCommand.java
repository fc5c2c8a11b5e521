package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code ./tollbridge logs NAME [-f]}. */
record LogsCommand(Platform platform) {
    private static final String LINES = "200";

    int run(List<String> args) throws IOException {
        var names = args.stream().filter(arg -> !arg.equals("-f")).toList();
        if (names.size() != 1) {
            throw new IllegalArgumentException(
                    "expected: logs NAME [-f], with NAME one of "
                            + platform.status().stream().map(Platform.Status::name).toList());
        }
        Path log = platform.log(names.getFirst());
        if (!Files.exists(log)) {
            throw new ServerFailedException("no log yet: " + log);
        }
        var tail = new ArrayList<>(List.of("tail", "-n", LINES));
        if (args.contains("-f")) {
            tail.add("-f");
        }
        tail.add(log.toString());
        try {
            return new ProcessBuilder(tail).inheritIO().start().waitFor();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
