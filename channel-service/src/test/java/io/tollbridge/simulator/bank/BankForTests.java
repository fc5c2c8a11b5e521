package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.clock.BusinessClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;

/** The bank simulator inside a test: its constructor is not open to others. */
public final class BankForTests implements AutoCloseable {

    private static final long DAY_END_GRACE_MILLIS = 1_500;

    private final BankSimulator simulator;

    public BankForTests(BusinessClock clock) {
        try {
            simulator =
                    new BankSimulator(
                            new BankSimulator.Settings(
                                    "127.0.0.1",
                                    0,
                                    Files.createTempDirectory("bank"),
                                    DAY_END_GRACE_MILLIS),
                            clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + simulator.port());
    }

    @Override
    public void close() {
        try {
            simulator.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
