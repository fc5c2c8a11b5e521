package io.tollbridge.sandbox.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the sandbox is; every port may be shifted by {@code TOLLBRIDGE_PORT_OFFSET}. */
public record Addresses(Path home, int portOffset) {

    /** The sandbox that the {@code tollbridge} command works on. */
    public static Addresses ofThisMachine() {
        String home = System.getenv("TOLLBRIDGE_HOME");
        String root = System.getProperty("tollbridge.root", ".");
        String offset = System.getenv("TOLLBRIDGE_PORT_OFFSET");
        return new Addresses(
                home == null ? Path.of(root, ".tollbridge") : Path.of(home),
                offset == null ? 0 : Integer.parseInt(offset));
    }

    public URI gateway() {
        return at(8080);
    }

    public URI acquirer() {
        return at(18584);
    }

    public URI bank() {
        return at(18590);
    }

    /** Where Kafka's clients begin. */
    public String kafka() {
        return "127.0.0.1:" + (19_092 + portOffset);
    }

    /** The port that speaks CQL. */
    public int cassandra() {
        return 19_042 + portOffset;
    }

    public int redis() {
        return 16_379 + portOffset;
    }

    /** The operator's API key of this sandbox. */
    public String operatorKey() {
        try {
            return Files.readString(home.resolve("secrets").resolve("operator.key")).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("no sandbox at " + home + " (run ./tollbridge up)", e);
        }
    }

    private URI at(int port) {
        return URI.create("http://127.0.0.1:" + (port + portOffset));
    }
}
