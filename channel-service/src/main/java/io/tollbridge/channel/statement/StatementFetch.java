package io.tollbridge.channel.statement;

import io.tollbridge.channel.channel.Reports;
import io.tollbridge.channel.channel.Reports.Line;
import io.tollbridge.channel.channel.Reports.Report;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** One day of one source: fetched, read, published, written down. Repeatable at every point. */
@Component
class StatementFetch {

    private static final Logger LOG = LoggerFactory.getLogger(StatementFetch.class);
    private static final int EVENTS_AT_ONCE = 500;

    private final CassandraStatementStore store;
    private final EventPublisher events;
    private final InstantSource clock;

    StatementFetch(CassandraStatementStore store, EventPublisher events, InstantSource clock) {
        this.store = store;
        this.events = events;
        this.clock = clock;
    }

    /** What came of it. */
    enum Status {
        /** There is no file for this day (yet). */
        NOT_READY,
        PUBLISHED,
        /** This very file was published before. */
        UNCHANGED
    }

    record Fetched(
            String source,
            LocalDate date,
            Status status,
            @Nullable String fileHash,
            int lines,
            int rejects) {}

    /** Throws when the source does not answer or its file is damaged: nothing was published. */
    Fetched fetch(Reports source, LocalDate day) throws IOException {
        Optional<byte[]> file = source.fetch(day);
        if (file.isEmpty()) {
            return new Fetched(source.name(), day, Status.NOT_READY, null, 0, 0);
        }
        String hash = Download.sha256(file.get());
        Report report = source.read(day, hash, file.get());
        int lines = report.lines().size();
        int rejects = report.rejects().size();
        if (store.fileHash(source.name(), day).filter(hash::equals).isPresent()) {
            return new Fetched(source.name(), day, Status.UNCHANGED, hash, lines, rejects);
        }
        store.keepRejects(source.name(), day, hash, report.rejects());
        publish(source.name(), day, hash, report);
        store.keepFile(source.name(), day, hash, lines, rejects);
        LOG.atInfo()
                .addKeyValue("statement.source", source.name())
                .addKeyValue("statement.date", day)
                .addKeyValue("statement.lines", lines)
                .addKeyValue("statement.rejects", rejects)
                .log("statement.published");
        return new Fetched(source.name(), day, Status.PUBLISHED, hash, lines, rejects);
    }

    private void publish(String source, LocalDate day, String hash, Report report) {
        String aggregate = source + ":" + day + ":" + hash.substring(0, 16);
        Instant now = clock.instant();
        var batch = new ArrayList<OutgoingEvent>(EVENTS_AT_ONCE);
        int last = 0;
        for (Line line : report.lines()) {
            batch.add(event(line.event(), source, aggregate, line.row(), now));
            last = line.row();
            if (batch.size() == EVENTS_AT_ONCE) {
                events.publish(batch);
                batch.clear();
            }
        }
        if (!batch.isEmpty()) {
            events.publish(batch);
        }
        int rejected = report.rejects().stream().mapToInt(Reports.Reject::row).max().orElse(0);
        int sequence = Math.max(last, rejected) + 1;
        events.publish(List.of(event(report.completed(), source, aggregate, sequence, now)));
    }

    private static OutgoingEvent event(
            Object event, String key, String aggregate, int sequence, Instant at) {
        return new OutgoingEvent(event, key, aggregate + ":" + sequence, sequence, at);
    }
}
