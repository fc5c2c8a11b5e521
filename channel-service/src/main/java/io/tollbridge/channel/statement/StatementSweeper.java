package io.tollbridge.channel.statement;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.channel.statement.StatementFetch.Fetched;
import io.tollbridge.channel.statement.StatementFetch.Status;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Fetches each source's days that are over (UTC), oldest first. Idle, it compares two dates. */
@Component
class StatementSweeper {

    private static final Logger LOG = LoggerFactory.getLogger(StatementSweeper.class);
    private static final int DAYS_AT_ONCE = 31;

    private final List<Reports> sources;
    private final StatementFetch fetch;
    private final CassandraStatementStore store;
    private final InstantSource clock;
    private final Map<String, LocalDate> next = new HashMap<>();
    private final Set<String> failing = new HashSet<>();

    StatementSweeper(
            List<Reports> sources,
            StatementFetch fetch,
            CassandraStatementStore store,
            InstantSource clock) {
        this.sources = sources;
        this.fetch = fetch;
        this.store = store;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${tollbridge.statements.poll-interval}")
    synchronized void sweep() {
        for (Reports source : sources) {
            try {
                catchUp(source);
                failing.remove(source.name());
            } catch (IOException | RuntimeException e) {
                complain(source.name(), e);
            }
        }
    }

    private void catchUp(Reports source) throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        String name = source.name();
        LocalDate day = next.computeIfAbsent(name, _ -> store.nextDay(name, today));
        for (int i = 0; i < DAYS_AT_ONCE && day.isBefore(today); i++) {
            Fetched fetched = fetch.fetch(source, day);
            if (fetched.status() == Status.NOT_READY) {
                return;
            }
            store.fetchedTo(name, day);
            day = day.plusDays(1);
            next.put(name, day);
        }
    }

    private void complain(String source, Exception e) {
        boolean isNew = failing.add(source);
        (isNew || e instanceof UnreadableStatementException ? LOG.atWarn() : LOG.atDebug())
                .setCause(e)
                .addKeyValue("statement.source", source)
                .log("statement.not_fetched");
    }
}
