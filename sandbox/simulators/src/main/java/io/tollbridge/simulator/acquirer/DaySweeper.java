package io.tollbridge.simulator.acquirer;

import io.tollbridge.simulator.acquirer.books.BookState;
import io.tollbridge.simulator.acquirer.books.Books;
import io.tollbridge.simulator.acquirer.books.Funding;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes days that are over, writes their statements, and pays what they owe to the bank. */
final class DaySweeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DaySweeper.class);
    private static final Duration BANK_TIMEOUT = Duration.ofSeconds(3);
    private static final long DAY_CHECK_MILLIS = 100;
    private static final long FUNDING_CHECK_MILLIS = 300;

    private final Books books;
    private final StatementStore statements;
    private final BusinessClock clock;
    private final URI credits;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(BANK_TIMEOUT).build();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
    private boolean bankReachable = true;

    DaySweeper(Books books, StatementStore statements, BusinessClock clock, URI bank) {
        this.books = books;
        this.statements = statements;
        this.clock = clock;
        this.credits = bank.resolve("/__admin/credits");
    }

    void start() {
        closeDays();
        schedule(this::closeDays, DAY_CHECK_MILLIS);
        schedule(this::fund, FUNDING_CHECK_MILLIS);
    }

    private void schedule(Runnable sweep, long everyMillis) {
        Runnable safely =
                () -> {
                    try {
                        sweep.run();
                    } catch (RuntimeException failed) {
                        LOG.error("sweep_failed", failed);
                    }
                };
        var _ =
                timer.scheduleWithFixedDelay(
                        safely, everyMillis, everyMillis, TimeUnit.MILLISECONDS);
    }

    private void closeDays() {
        for (LocalDate day : books.closeThrough(clock.today().minusDays(1))) {
            try {
                LOG.info("day_closed date={} statement={}", day, statements.statement(day));
            } catch (IOException failed) {
                LOG.error("statement_not_written date={} (made again on request)", day, failed);
            }
        }
    }

    private void fund() {
        List<Funding> due =
                books.read(BookState::fundings).stream().filter(item -> !item.sent()).toList();
        for (Funding funding : due) {
            if (!pay(funding)) {
                return;
            }
        }
    }

    private boolean pay(Funding funding) {
        HttpRequest request =
                HttpRequest.newBuilder(credits)
                        .timeout(BANK_TIMEOUT)
                        .header("Content-Type", "application/json")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        Json.MAPPER.writeValueAsString(credit(funding))))
                        .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 == 2) {
                books.markFunded(funding);
                bankReachable = true;
                LOG.info("funded id={} amount_minor={}", funding.id(), funding.amountMinor());
                return true;
            }
            complain(funding, answer.statusCode() + " " + answer.body());
        } catch (IOException unreachable) {
            complain(funding, unreachable.toString());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void complain(Funding funding, String reason) {
        if (bankReachable) {
            LOG.warn("funding_waits id={} reason={} (tried again)", funding.id(), reason);
        }
        bankReachable = false;
    }

    private static Map<String, Object> credit(Funding funding) {
        Map<String, Object> credit = new LinkedHashMap<>();
        credit.put("id", funding.id());
        credit.put("currency", funding.currency());
        credit.put("amount", funding.amountMinor());
        credit.put("value_date", funding.businessDate().plusDays(1).toString());
        credit.put(
                "remittance",
                "ACQ SETTLEMENT " + funding.businessDate() + " " + funding.currency());
        credit.put("debtor", "Sandbox Acquirer");
        return credit;
    }

    @Override
    public void close() {
        timer.shutdown();
        try {
            boolean ended = timer.awaitTermination(BANK_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("sweeper_stopped ended={}", ended);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        http.shutdownNow();
    }
}
