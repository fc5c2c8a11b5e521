package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.HttpAnswer;
import io.tollbridge.simulator.http.HttpCall;
import io.tollbridge.simulator.http.JsonHttpServer;
import io.tollbridge.simulator.http.Problem;
import io.tollbridge.simulator.journal.ImmutableFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** HTTP side of the bank: payments in, statements out, and the admin routes for tests. */
final class BankController {

    static final String CLIENT_MONEY_IBAN = "DE89370400440532013000";

    private final BankBooks books;
    private final ImmutableFiles statements;
    private final BusinessClock clock;
    private final BankFaults faults = new BankFaults();

    BankController(BankBooks books, ImmutableFiles statements, BusinessClock clock) {
        this.books = books;
        this.statements = statements;
        this.clock = clock;
    }

    /** A payment as this bank tells it. */
    record PaymentReport(
            String endToEndId,
            PaymentStatus status,
            String messageId,
            String currency,
            long amountMinor,
            String creditorName,
            String creditorIban,
            Instant acceptedAt,
            LocalDate executionDate,
            @Nullable LocalDate bookedOn,
            @Nullable String reasonCode,
            @Nullable String reason) {

        static PaymentReport of(Payment payment) {
            Instruction instruction = payment.instruction();
            return new PaymentReport(
                    instruction.endToEndId(),
                    payment.status(),
                    instruction.messageId(),
                    instruction.currency(),
                    instruction.amountMinor(),
                    instruction.creditorName(),
                    instruction.creditorIban(),
                    payment.acceptedAt(),
                    payment.executionDate(),
                    payment.bookedOn(),
                    payment.reasonCode(),
                    payment.reason());
        }
    }

    void register(JsonHttpServer http) {
        http.route("GET", "/health", _ -> health())
                .route("POST", "/payments", this::pay)
                .route("GET", "/payments/*", this::payment)
                .route("GET", "/statements/*", this::statement)
                .route("POST", "/__admin/credits", this::credit)
                .route("GET", "/__admin/books", this::allBooks)
                .route("POST", "/__admin/faults", call -> armed(call.jsonObject()))
                .route("GET", "/__admin/faults", _ -> HttpAnswer.json(200, faults.armed()))
                .route("DELETE", "/__admin/faults", _ -> disarm());
    }

    private HttpAnswer health() {
        return HttpAnswer.json(200, Map.of("status", "UP", "now", clock.instant()));
    }

    private HttpAnswer pay(HttpCall call) {
        PainReader.Message message = PainReader.read(call.body(), CLIENT_MONEY_IBAN);
        String hash = ImmutableFiles.sha256(call.body().getBytes(StandardCharsets.UTF_8));
        List<PaymentReport> payments =
                books.accept(message, hash, faults).stream().map(PaymentReport::of).toList();
        return HttpAnswer.json(
                202,
                Map.of(
                        "message_id",
                        message.messageId(),
                        "status",
                        PaymentStatus.ACCEPTED,
                        "payments",
                        payments));
    }

    private HttpAnswer payment(HttpCall call) {
        books.settle();
        Payment payment = books.read(state -> state.find(call.variable()));
        if (payment == null) {
            throw Problem.notFound("no payment with end-to-end id " + call.variable());
        }
        return HttpAnswer.json(200, PaymentReport.of(payment));
    }

    private HttpAnswer statement(HttpCall call) throws IOException {
        LocalDate day = call.dateNamed(".xml");
        if (!books.close(day)) {
            throw Problem.notFound("day " + day + " is not over");
        }
        Path xml =
                statements.get(
                        day + ".xml",
                        out -> {
                            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
                            out.write(
                                    books.read(state ->
                                            CamtWriter.write(CLIENT_MONEY_IBAN, state, day, now)));
                        });
        return HttpAnswer.file(
                "application/xml; charset=utf-8",
                Map.of("X-Content-SHA256", ImmutableFiles.sha256(xml)),
                xml);
    }

    private HttpAnswer credit(HttpCall call) {
        Credit credit = call.json(Credit.class);
        boolean known =
                Currency.getAvailableCurrencies().stream()
                        .anyMatch(currency -> currency.getCurrencyCode().equals(credit.currency()));
        if (!known) {
            throw new Problem(400, "invalid_credit", "currency: " + credit.currency(), "currency");
        }
        if (credit.amount() <= 0) {
            throw new Problem(
                    400,
                    "invalid_credit",
                    "amount: " + credit.amount() + " (expected: > 0)",
                    "amount");
        }
        boolean booked = books.credit(credit);
        return HttpAnswer.json(booked ? 201 : 200, Map.of("id", credit.id(), "status", "booked"));
    }

    private HttpAnswer allBooks(HttpCall call) {
        Optional<String> currency = call.query("currency");
        Predicate<String> wanted = code -> currency.isEmpty() || currency.get().equals(code);
        books.settle();
        Map<String, Object> answer =
                books.read(state -> {
                    Map<String, Long> balances = new TreeMap<>();
                    state.currencies().stream()
                            .filter(wanted)
                            .forEach(code -> balances.put(code, state.balance(code)));
                    return Map.of(
                            "object",
                            "books",
                            "iban",
                            CLIENT_MONEY_IBAN,
                            "balances_minor",
                            balances,
                            "entries",
                            state.entries().stream()
                                    .filter(e -> wanted.test(e.currency()))
                                    .toList(),
                            "payments",
                            state.payments().stream()
                                    .map(PaymentReport::of)
                                    .filter(p -> wanted.test(p.currency()))
                                    .toList());
                });
        return HttpAnswer.json(200, answer);
    }

    private HttpAnswer armed(Map<String, Object> wish) {
        return HttpAnswer.json(201, faults.arm(wish));
    }

    private HttpAnswer disarm() {
        faults.clear();
        return HttpAnswer.json(200, faults.armed());
    }
}
