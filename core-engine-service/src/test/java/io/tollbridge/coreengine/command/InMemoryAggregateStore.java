package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.EventType;
import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.aggregate.Transition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the contract without a server; for tests of pure logic only. */
final class InMemoryAggregateStore implements AggregateStore {

    private static final class Partition {
        Aggregate newest;
        final List<LoggedEvent> events = new ArrayList<>();
        final List<UUID> opIds = new ArrayList<>();
        final Map<String, Answer> answers = new HashMap<>();

        Partition(String id) {
            newest = Aggregate.absent(id);
        }
    }

    private final Map<String, Partition> partitions = new HashMap<>();

    @Override
    public synchronized Aggregate load(String id) {
        return at(id).newest;
    }

    @Override
    public synchronized Outcome append(Transition transition) {
        var at = at(transition.id());
        var before = transition.before();
        if (transition.opId().equals(opIdOf(at, before.version() + 1))) {
            return new Outcome.Applied(transition.versionAfter());
        }
        Answer answer = transition.answer();
        boolean taken = answer != null && at.answers.containsKey(answer.key());
        if (isElsewhere(at, before) || taken) {
            return new Outcome.Overtaken();
        }
        for (Object event : transition.events()) {
            var type = Objects.requireNonNull(event.getClass().getAnnotation(EventType.class));
            at.events.add(
                    new LoggedEvent(
                            at.events.size() + 1,
                            type.value(),
                            transition.at(),
                            new byte[0],
                            null));
            at.opIds.add(transition.opId());
        }
        if (answer != null) {
            at.answers.put(answer.key(), answer);
        }
        at.newest =
                new Aggregate(
                        before.id(),
                        transition.versionAfter(),
                        before.epoch(),
                        transition.snapshot());
        return new Outcome.Applied(transition.versionAfter());
    }

    @Override
    public synchronized boolean fence(Aggregate seen) {
        var at = at(seen.id());
        if (isElsewhere(at, seen)) {
            return false;
        }
        var now = at.newest;
        at.newest = new Aggregate(now.id(), now.version(), now.epoch() + 1, now.snapshot());
        return true;
    }

    @Override
    public synchronized Optional<Answer> answer(String id, String key) {
        return Optional.ofNullable(at(id).answers.get(key));
    }

    @Override
    public synchronized List<LoggedEvent> events(String id, long fromSequence) {
        return at(id).events.stream().filter(e -> e.sequence() >= fromSequence).toList();
    }

    private Partition at(String id) {
        return partitions.computeIfAbsent(id, Partition::new);
    }

    private static boolean isElsewhere(Partition at, Aggregate seen) {
        return at.newest.version() != seen.version() || at.newest.epoch() != seen.epoch();
    }

    private static @Nullable UUID opIdOf(Partition at, int version) {
        return version > at.opIds.size() ? null : at.opIds.get(version - 1);
    }
}
