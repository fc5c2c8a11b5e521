package io.tollbridge.channel.statement;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.channel.statement.StatementFetch.Fetched;
import io.tollbridge.channel.statement.StatementFetch.Status;
import io.tollbridge.starter.problem.ProblemException;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lets an operator fetch a statement again, or earlier than the timer would. */
@RestController
class StatementController {

    private static final Logger LOG = LoggerFactory.getLogger(StatementController.class);
    private static final Duration LATER = Duration.ofSeconds(5);

    private final List<Reports> sources;
    private final StatementFetch fetch;

    StatementController(List<Reports> sources, StatementFetch fetch) {
        this.sources = sources;
        this.fetch = fetch;
    }

    @PostMapping("/ops/v1/statements/{source}/{date}/fetch")
    Fetched fetch(@PathVariable String source, @PathVariable LocalDate date) {
        Reports found =
                sources.stream()
                        .filter(candidate -> candidate.name().equals(source))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("statement source", source));
        try {
            Fetched fetched = fetch.fetch(found, date);
            if (fetched.status() == Status.NOT_READY) {
                throw ProblemException.conflict(
                        "statement_not_ready", source + " has no statement of " + date, LATER);
            }
            return fetched;
        } catch (UnreadableStatementException e) {
            throw ProblemException.conflict("statement_unreadable", String.valueOf(e.getMessage()));
        } catch (IOException e) {
            LOG.atWarn().setCause(e).addKeyValue("statement.source", source).log("statement.fetch");
            throw ProblemException.unavailable(
                    "statement_source_unavailable", source + " does not deliver", LATER);
        }
    }
}
