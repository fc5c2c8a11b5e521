package io.tollbridge.simulator.acquirer;

import static io.tollbridge.simulator.acquirer.TestLink.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.HttpAnswer;
import io.tollbridge.simulator.http.JsonHttpServer;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The acquirer pays for its closed days, to a bank that refuses the first time. */
class FundingTest {

    @TempDir Path state;
    private final List<Map<String, Object>> credits = new CopyOnWriteArrayList<>();
    private BusinessClock clock;
    private JsonHttpServer bank;
    private AcquirerSimulator acquirer;
    private volatile boolean bankIsOpen;

    @BeforeEach
    void start() throws IOException {
        clock = new BusinessClock(InstantSource.fixed(Instant.parse("2026-11-22T10:15:00Z")));
        bank = new JsonHttpServer("127.0.0.1", 0);
        bank.route(
                "POST",
                "/__admin/credits",
                call -> {
                    credits.add(call.jsonObject());
                    return HttpAnswer.json(bankIsOpen ? 201 : 503, Map.of());
                });
        bank.start();
        acquirer = open();
    }

    @AfterEach
    void stop() throws IOException {
        acquirer.close();
        bank.close();
    }

    private AcquirerSimulator open() throws IOException {
        return new AcquirerSimulator(
                new AcquirerSimulator.Settings(
                        "127.0.0.1",
                        0,
                        0,
                        state,
                        URI.create("http://127.0.0.1:" + bank.port()),
                        "TOLLBRIDGE"),
                clock);
    }

    @Test
    void a_closed_day_is_paid_until_the_bank_accepts_and_never_again() throws Exception {
        try (TestLink link = TestLink.signedOn(acquirer.port())) {
            assertThat(code(link.ask(link.purchase("att_1", 10_000, "4242424242424242"))))
                    .isEqualTo("00");
        }
        assertThat(credits).isEmpty();
        clock.advance(Duration.ofDays(1));
        Awaitility.await().until(() -> credits.size() >= 2);

        bankIsOpen = true;
        Awaitility.await().until(() -> acquirer.unpaidFundings() == 0);
        int sent = credits.size();
        acquirer.crash();
        acquirer = open();
        clock.advance(Duration.ofDays(1));
        Awaitility.await().during(Duration.ofMillis(700)).until(() -> credits.size() == sent);

        assertThat(credits.getLast())
                .containsEntry("id", "acq-2026-11-22-EUR")
                .containsEntry("currency", "EUR")
                .containsEntry("amount", 9_875)
                .containsEntry("value_date", "2026-11-23")
                .containsEntry("remittance", "ACQ SETTLEMENT 2026-11-22 EUR")
                .containsEntry("debtor", "Sandbox Acquirer");
        assertThat(credits).containsOnly(credits.getLast());
    }
}
