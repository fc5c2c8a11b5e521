package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.clock.ClockListener;
import io.tollbridge.simulator.http.JsonHttpServer;
import io.tollbridge.simulator.journal.ImmutableFiles;
import io.tollbridge.simulator.launch.Arguments;
import io.tollbridge.simulator.launch.Arguments.Option;
import io.tollbridge.simulator.launch.Simulator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bank as a process: {@code --help} lists its arguments. */
public final class BankSimulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BankSimulator.class);
    private static final Duration CLOCK_PATIENCE = Duration.ofSeconds(15);
    private static final long SETTLE_EVERY_MILLIS = 200;

    private static final Option[] OPTIONS = {
        new Option("--host", "127.0.0.1", "address to listen on"),
        new Option("--http-port", "18590", "payments, statements and /__admin"),
        new Option("--port", "", "another name for --http-port"),
        new Option("--state-dir", "sandbox-state/bank", "books and statements"),
        new Option("--kafka", "", "host:port; follow the topic clock"),
        new Option("--bank-url", "", "accepted and not used: this is the bank"),
        new Option("--day-end-grace-millis", "3000", "how long a day stays open for late credits"),
    };

    /** Where one bank lives; port 0 takes a free one. */
    record Settings(String host, int port, Path stateDir, long dayEndGraceMillis) {}

    private final BankBooks books;
    private final JsonHttpServer http;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private @Nullable ClockListener clockListener;

    BankSimulator(Settings settings, BusinessClock clock) throws IOException {
        DayWatch days = new DayWatch(clock, System::nanoTime, settings.dayEndGraceMillis());
        books = new BankBooks(settings.stateDir().resolve("books.jsonl"), clock, days);
        ImmutableFiles statements = new ImmutableFiles(settings.stateDir().resolve("statements"));
        http = new JsonHttpServer(settings.host(), settings.port());
        new BankController(books, statements, clock).register(http);
        var _ =
                timer.scheduleWithFixedDelay(
                        this::settle, 0, SETTLE_EVERY_MILLIS, TimeUnit.MILLISECONDS);
        http.start();
    }

    public static void main(String[] arguments) {
        Simulator.run(arguments, BankSimulator::start);
    }

    private static AutoCloseable start(String[] given) throws IOException {
        Arguments arguments = Arguments.parse("bank-simulator", given, OPTIONS);
        BusinessClock clock = new BusinessClock(InstantSource.system());
        Optional<ClockListener> listener =
                arguments.optional("--kafka").map(kafka -> new ClockListener(clock, kafka));
        listener.ifPresent(following -> following.start(CLOCK_PATIENCE));
        String portArgument = arguments.optional("--port").isPresent() ? "--port" : "--http-port";
        BankSimulator bank =
                new BankSimulator(
                        new Settings(
                                arguments.text("--host"),
                                arguments.port(portArgument),
                                Path.of(arguments.text("--state-dir")),
                                arguments.number("--day-end-grace-millis")),
                        clock);
        bank.clockListener = listener.orElse(null);
        LOG.info("bank_ready http={} now={}", bank.port(), clock.instant());
        return bank;
    }

    private void settle() {
        try {
            books.settle();
        } catch (RuntimeException failed) {
            LOG.error("settle_failed", failed);
        }
    }

    int port() {
        return http.port();
    }

    @Override
    public void close() throws IOException {
        stop();
        books.close();
    }

    /** Stops as a crash would: queued lines are lost. */
    void crash() throws IOException {
        books.abandon();
        stop();
    }

    private void stop() {
        if (clockListener != null) {
            clockListener.close();
        }
        timer.shutdown();
        http.close();
    }
}
