package io.tollbridge.coreengine.completeness;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.CompletenessView;
import io.tollbridge.contracts.payments.SeenAnswer;
import io.tollbridge.contracts.payments.SeenApi;
import io.tollbridge.contracts.payments.SeenQuestion;
import io.tollbridge.coreengine.completeness.CassandraCompletenessBook.Place;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.aggregate.Outbox;
import io.tollbridge.starter.event.TopicPositions;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.logging.LogContext;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Compares what payments have told with what each subscriber has seen, and tells again what it has
 * not. A round judges what was written before the round before: by then everybody had the time to
 * read it, and says whether they have.
 */
public class CompletenessNet {

    private static final Logger log = LoggerFactory.getLogger(CompletenessNet.class);

    /** A change is noted before it is decided, and takes no longer than this to be written. */
    private static final Duration DECIDED = Duration.ofMinutes(2);

    /** Clocks of the database's nodes are assumed to differ by less. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    /** So far back does the walk look: each change is walked over at least once, mostly twice. */
    private static final Duration WALKED = Duration.ofHours(49);

    /** Given back after the work; whoever dies before that keeps the others waiting so long. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int PAYMENTS_A_QUESTION = 500;

    /** In one round, after an absence. */
    private static final int MOST_MINUTES = 60;

    /** Payments told again in one round: the rest has time, and Kafka other things to do. */
    private static final int MOST_HEALED = 1_000;

    private final CassandraChanges changes;
    private final CassandraCompletenessBook book;
    private final Outbox outbox;
    private final TopicPositions positions;
    private final Subscribers subscribers;
    private final MeterRegistry meters;
    private final InstantSource clock;
    private final UUID self = UUID.randomUUID();
    private final Map<String, Instant> comparedByUs = new HashMap<>();
    private @Nullable Mark last;

    /**
     * A moment, and what could be known of it.
     *
     * @param waiting payments of which an event written before may not be in Kafka yet
     * @param ends how far the topic went; all that was written before and does not wait is there
     */
    private record Mark(Instant at, Set<String> waiting, Map<Integer, Long> ends) {}

    public CompletenessNet(
            CassandraChanges changes,
            CassandraCompletenessBook book,
            Outbox outbox,
            TopicPositions positions,
            Subscribers subscribers,
            MeterRegistry meters,
            InstantSource systemClock) {
        this.changes = changes;
        this.book = book;
        this.outbox = outbox;
        this.positions = positions;
        this.subscribers = subscribers;
        this.meters = meters;
        this.clock = systemClock;
    }

    @Scheduled(
            fixedDelayString = "${tollbridge.completeness.every}",
            initialDelayString = "${tollbridge.completeness.first}")
    void roundSafely() {
        try {
            round();
        } catch (RuntimeException e) { // Kafka or Cassandra is away: the next round sees
            log.atWarn().setCause(e).log("completeness.no_round");
        }
    }

    /** Compares all subscribers; the first round of an instance only takes its mark. */
    public void round() {
        var before = last;
        last = mark();
        if (before != null) {
            subscribers.byName().forEach((name, api) -> compareSafely(name, api, before));
        }
    }

    /** In this order: what does not wait when it is looked up is in Kafka when its end is. */
    private Mark mark() {
        Instant at = clock.instant();
        var waiting = outbox.waiting();
        return new Mark(at, waiting, positions.ends(Topics.PAYMENTS));
    }

    private void compareSafely(String subscriber, SeenApi api, Mark before) {
        try {
            if (!isDoneByOthers(subscriber, before) && book.take(subscriber, self, LEASE)) {
                String state = compare(subscriber, api, before);
                Instant at = clock.instant().truncatedTo(ChronoUnit.MILLIS); // as it is stored
                book.tell(subscriber, state, at);
                comparedByUs.put(subscriber, at);
                book.giveBack(subscriber, self);
            }
        } catch (RuntimeException e) { // the others are compared all the same
            log.atWarn()
                    .addKeyValue("subscriber", subscriber)
                    .setCause(e)
                    .log("completeness.not_compared");
        }
    }

    /** One instance a round is enough; when it dies another does it, after missing one round. */
    private boolean isDoneByOthers(String subscriber, Mark before) {
        return book.comparedAt(subscriber)
                .filter(at -> at.isAfter(before.at()))
                .filter(at -> !at.equals(comparedByUs.get(subscriber)))
                .isPresent();
    }

    /** What could not be compared is asked again by a later round, from the same place on. */
    private String compare(String subscriber, SeenApi api, Mark before) {
        var comparison = new Comparison(api, before, book.place(subscriber));
        try {
            if (!comparison.isPast()) {
                return "behind";
            }
            boolean all = comparison.run();
            return all ? "compared" : "incomplete";
        } catch (ServiceCallException e) {
            log.atWarn()
                    .addKeyValue("subscriber", subscriber)
                    .setCause(e)
                    .log("completeness.no_answer");
            return "silent";
        } finally {
            if (comparison.hasBegun) {
                book.save(subscriber, comparison.place);
            }
        }
    }

    /** One subscriber in one round. */
    private final class Comparison {

        private final SeenApi api;
        private final Mark before;
        private final long firstMinute;
        private Place place;
        private boolean hasBegun;
        private int healed;

        Comparison(SeenApi api, Mark before, Optional<Place> known) {
            this.api = api;
            this.before = before;
            this.place =
                    known.orElseGet(() ->
                            new Place(before.at(), CassandraChanges.minuteOf(before.at()), 0));
            this.firstMinute = place.minute();
        }

        /** False when more was missed than is told again at once. */
        boolean run() {
            hasBegun = true;
            while (place.minute() < end()) {
                if (!ask(changes.notedIn(place.minute()))) {
                    return false;
                }
                place = place.afterMinute();
            }
            if (!ask(changes.inSlice(place.slice(), walkedSince()))) {
                return false;
            }
            place = place.afterSlice();
            return true;
        }

        /** The first minute that is left for the next round. */
        private long end() {
            long decided = CassandraChanges.minuteOf(before.at().minus(DECIDED));
            return Math.min(decided, firstMinute + MOST_MINUTES);
        }

        private Instant walkedSince() {
            Instant since = before.at().minus(WALKED);
            return since.isAfter(place.began()) ? since : place.began();
        }

        /**
         * Once a round, and first: what is seen by whoever is past the ends is kept by then. Who
         * names no group keeps nothing, and misses nothing.
         */
        boolean isPast() {
            var groups = api.seen(new SeenQuestion(before.ends(), List.of())).groups();
            return !groups.isEmpty() && groups.stream().allMatch(SeenAnswer.Group::past);
        }

        private boolean ask(Map<String, Integer> versions) {
            var ids =
                    versions.keySet().stream()
                            .filter(id -> !before.waiting().contains(id))
                            .toList();
            for (int from = 0; from < ids.size(); from += PAYMENTS_A_QUESTION) {
                var some = ids.subList(from, Math.min(from + PAYMENTS_A_QUESTION, ids.size()));
                var asked = some.stream().map(PaymentId::new).toList();
                var groups = api.seen(new SeenQuestion(Map.of(), asked)).groups();
                for (String id : some) {
                    judge(id, versions.getOrDefault(id, 0), groups);
                    if (healed >= MOST_HEALED) {
                        return false;
                    }
                }
            }
            return true;
        }

        private void judge(String id, int version, List<SeenAnswer.Group> groups) {
            var missed = new ArrayList<CompletenessView.Missed>();
            for (var group : groups) {
                var missing = missing(version, group.sequences().getOrDefault(id, List.of()));
                if (!missing.isEmpty()) {
                    missing.retainAll(changes.written(id, place.began(), before.at().minus(SKEW)));
                }
                if (!missing.isEmpty()) {
                    missed.add(
                            new CompletenessView.Missed(
                                    clock.instant(),
                                    new PaymentId(id),
                                    group.group(),
                                    List.copyOf(missing)));
                }
            }
            if (!missed.isEmpty()) {
                heal(id, missed);
                healed++;
            }
        }
    }

    private static NavigableSet<Long> missing(int version, List<Long> seen) {
        var missing = new TreeSet<Long>();
        LongStream.rangeClosed(1, version).forEach(missing::add);
        missing.removeAll(Set.copyOf(seen));
        return missing;
    }

    private void heal(String id, List<CompletenessView.Missed> missed) {
        try (var _ = LogContext.ofObject(id)) {
            for (var one : missed) {
                book.miss(one);
                meters.counter("completeness.missed", "group", one.group())
                        .increment(one.sequences().size());
                log.atError()
                        .addKeyValue("event.group", one.group())
                        .addKeyValue("event.sequences", one.sequences())
                        .log("completeness.missed");
            }
            long first =
                    missed.stream()
                            .mapToLong(one -> one.sequences().getFirst())
                            .min()
                            .orElseThrow();
            outbox.publishAgain(id, first);
        }
    }
}
