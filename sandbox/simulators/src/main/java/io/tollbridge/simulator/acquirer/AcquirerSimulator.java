package io.tollbridge.simulator.acquirer;

import io.tollbridge.simulator.acquirer.books.BookState;
import io.tollbridge.simulator.acquirer.books.Books;
import io.tollbridge.simulator.acquirer.iso.AcquirerDesk;
import io.tollbridge.simulator.acquirer.iso.Faults;
import io.tollbridge.simulator.acquirer.iso.IsoDialect;
import io.tollbridge.simulator.acquirer.iso.IsoServer;
import io.tollbridge.simulator.acquirer.iso.OrderReader;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.clock.ClockListener;
import io.tollbridge.simulator.http.JsonHttpServer;
import io.tollbridge.simulator.journal.ImmutableFiles;
import io.tollbridge.simulator.launch.Arguments;
import io.tollbridge.simulator.launch.Arguments.Option;
import io.tollbridge.simulator.launch.Simulator;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The acquirer as a process: {@code --help} lists its arguments. */
public final class AcquirerSimulator implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerSimulator.class);
    private static final Duration CLOCK_PATIENCE = Duration.ofSeconds(15);

    private static final Option[] OPTIONS = {
        new Option("--host", "127.0.0.1", "address to listen on"),
        new Option("--port", "18583", "ISO 8583 over TCP"),
        new Option("--http-port", "18584", "statements and /__admin"),
        new Option("--state-dir", "sandbox-state/acquirer", "books and statements"),
        new Option("--kafka", "", "host:port; follow the topic clock"),
        new Option("--bank-url", "http://127.0.0.1:18590", "bank simulator to pay into"),
        new Option("--merchant", "TOLLBRIDGE", "merchant name on the statement"),
    };

    /** Where one acquirer lives; port 0 takes a free one. */
    record Settings(
            String host, int port, int httpPort, Path stateDir, URI bank, String merchant) {}

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Books books;
    private final IsoServer iso;
    private final JsonHttpServer http;
    private final DaySweeper sweeper;
    private @Nullable ClockListener clockListener;

    AcquirerSimulator(Settings settings, BusinessClock clock) throws IOException {
        books = new Books(settings.stateDir().resolve("books.jsonl"), clock);
        IsoDialect dialect = new IsoDialect();
        Faults faults = new Faults();
        AcquirerDesk desk =
                new AcquirerDesk(dialect, new OrderReader(clock), books, faults, stopping);
        StatementStore statements =
                new StatementStore(
                        new ImmutableFiles(settings.stateDir().resolve("statements")),
                        books,
                        clock,
                        settings.merchant());
        sweeper = new DaySweeper(books, statements, clock, settings.bank());
        iso = new IsoServer(settings.host(), settings.port(), dialect, desk);
        http = new JsonHttpServer(settings.host(), settings.httpPort());
        new AcquirerController(books, statements, faults, clock, iso).register(http);
        sweeper.start();
        iso.start();
        http.start();
    }

    public static void main(String[] arguments) {
        Simulator.run(arguments, AcquirerSimulator::start);
    }

    private static AutoCloseable start(String[] given) throws IOException {
        Arguments arguments = Arguments.parse("acquirer-simulator", given, OPTIONS);
        BusinessClock clock = new BusinessClock(InstantSource.system());
        Optional<ClockListener> listener =
                arguments.optional("--kafka").map(kafka -> new ClockListener(clock, kafka));
        listener.ifPresent(following -> following.start(CLOCK_PATIENCE));
        AcquirerSimulator acquirer =
                new AcquirerSimulator(
                        new Settings(
                                arguments.text("--host"),
                                arguments.port("--port"),
                                arguments.port("--http-port"),
                                Path.of(arguments.text("--state-dir")),
                                URI.create(arguments.text("--bank-url")),
                                arguments.text("--merchant")),
                        clock);
        acquirer.clockListener = listener.orElse(null);
        LOG.info(
                "acquirer_ready iso8583={} http={} now={}",
                acquirer.port(),
                acquirer.httpPort(),
                clock.instant());
        return acquirer;
    }

    int port() {
        return iso.port();
    }

    int httpPort() {
        return http.port();
    }

    long unpaidFundings() {
        return books.read(BookState::fundings).stream().filter(funding -> !funding.sent()).count();
    }

    @Override
    public void close() throws IOException {
        close(false);
    }

    /** Stops as a crash would: queued lines are lost, nobody is answered. */
    void crash() throws IOException {
        close(true);
    }

    private void close(boolean crash) throws IOException {
        stopping.countDown();
        if (clockListener != null) {
            clockListener.close();
        }
        if (crash) {
            iso.hangUpAll();
            books.abandon();
        }
        iso.close();
        http.close();
        sweeper.close();
        if (!crash) {
            books.close();
        }
    }
}
