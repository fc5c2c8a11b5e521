package io.tollbridge.simulator.acquirer;

import io.tollbridge.simulator.clock.BusinessClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;

/** The acquirer simulator inside a test: its constructor is not open to others. */
public final class AcquirerForTests implements AutoCloseable {

    private final AcquirerSimulator simulator;

    public AcquirerForTests(BusinessClock clock, URI bank) {
        try {
            simulator =
                    new AcquirerSimulator(
                            new AcquirerSimulator.Settings(
                                    "127.0.0.1",
                                    0,
                                    0,
                                    Files.createTempDirectory("acquirer"),
                                    bank,
                                    "TOLLBRIDGE"),
                            clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return simulator.port();
    }

    public int httpPort() {
        return simulator.httpPort();
    }

    @Override
    public void close() {
        try {
            simulator.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
