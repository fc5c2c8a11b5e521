package io.tollbridge.simulator.acquirer;

import io.tollbridge.simulator.acquirer.books.BookState;
import io.tollbridge.simulator.acquirer.books.BookTotals;
import io.tollbridge.simulator.acquirer.books.Books;
import io.tollbridge.simulator.acquirer.books.Funding;
import io.tollbridge.simulator.acquirer.books.Operation;
import io.tollbridge.simulator.acquirer.iso.Faults;
import io.tollbridge.simulator.acquirer.iso.IsoServer;
import io.tollbridge.simulator.clock.BusinessClock;
import io.tollbridge.simulator.http.HttpAnswer;
import io.tollbridge.simulator.http.HttpCall;
import io.tollbridge.simulator.http.Json;
import io.tollbridge.simulator.http.JsonHttpServer;
import io.tollbridge.simulator.http.Problem;
import io.tollbridge.simulator.journal.ImmutableFiles;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import tools.jackson.core.JsonGenerator;

/** HTTP side: the statement file for everyone, the books and the faults for tests. */
final class AcquirerController {

    private final Books books;
    private final StatementStore statements;
    private final Faults faults;
    private final BusinessClock clock;
    private final IsoServer iso;

    AcquirerController(
            Books books,
            StatementStore statements,
            Faults faults,
            BusinessClock clock,
            IsoServer iso) {
        this.books = books;
        this.statements = statements;
        this.faults = faults;
        this.clock = clock;
        this.iso = iso;
    }

    void register(JsonHttpServer http) {
        http.route("GET", "/health", _ -> health())
                .route("GET", "/statements/*", this::statement)
                .route("GET", "/__admin/books", this::allBooks)
                .route("GET", "/__admin/books/*", this::oneOperation)
                .route("GET", "/__admin/faults", _ -> HttpAnswer.json(200, faults.armed()))
                .route("POST", "/__admin/faults", this::arm)
                .route("DELETE", "/__admin/faults", _ -> disarm());
    }

    private HttpAnswer health() {
        return HttpAnswer.json(
                200,
                Map.of(
                        "status", "UP",
                        "now", clock.instant(),
                        "links", iso.links(),
                        "signed_on", iso.signedOn()));
    }

    private HttpAnswer statement(HttpCall call) throws IOException {
        LocalDate day = call.dateNamed(".csv");
        Path csv =
                statements
                        .statement(day)
                        .orElseThrow(
                                () -> Problem.notFound("business day " + day + " is not over"));
        return HttpAnswer.file(
                "text/csv; charset=utf-8",
                Map.of("X-Content-SHA256", ImmutableFiles.sha256(csv)),
                csv);
    }

    private HttpAnswer oneOperation(HttpCall call) {
        Operation operation = books.find(call.variable());
        if (operation == null) {
            throw Problem.notFound("no operation with reference " + call.variable());
        }
        return HttpAnswer.json(200, operation);
    }

    private HttpAnswer allBooks(HttpCall call) {
        Optional<String> currency = call.query("currency");
        boolean entries = !call.query("entries").equals(Optional.of("false"));
        Predicate<String> wanted = code -> currency.isEmpty() || currency.get().equals(code);
        Map<String, BookTotals> totals = new LinkedHashMap<>(books.totals());
        totals.keySet().removeIf(wanted.negate());
        List<Funding> fundings =
                books.read(BookState::fundings).stream()
                        .filter(funding -> wanted.test(funding.currency()))
                        .toList();
        List<Operation> operations =
                entries ? books.read(BookState::operations) : List.<Operation>of();
        Map<String, Object> head = new LinkedHashMap<>();
        head.put("totals", totals);
        head.put("fundings", fundings);
        head.put("carried_minor", books.read(BookState::carried));
        return new HttpAnswer(
                200, "application/json", Map.of(), out -> write(out, head, operations, wanted));
    }

    private static void write(
            OutputStream out,
            Map<String, Object> head,
            List<Operation> operations,
            Predicate<String> wanted) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartObject();
            json.writeStringProperty("object", "books");
            head.forEach(json::writePOJOProperty);
            json.writeArrayPropertyStart("entries");
            operations.stream()
                    .filter(operation -> wanted.test(operation.currency()))
                    .forEach(json::writePOJO);
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private HttpAnswer arm(HttpCall call) {
        Map<String, Object> wish = call.jsonObject();
        if ("now".equals(wish.get("disconnect"))) {
            iso.hangUpAll();
            return HttpAnswer.json(200, Map.of("disconnected", true));
        }
        return HttpAnswer.json(201, faults.arm(wish));
    }

    private HttpAnswer disarm() {
        faults.clear();
        return HttpAnswer.json(200, List.of());
    }
}
