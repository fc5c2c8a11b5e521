package io.tollbridge.coreengine.completeness;

import io.tollbridge.starter.aggregate.Aggregate;
import io.tollbridge.starter.aggregate.AggregateStore;
import io.tollbridge.starter.aggregate.Answer;
import io.tollbridge.starter.aggregate.Transition;
import java.util.List;
import java.util.Optional;

/** Payments' store, with a note of what changes for the completeness net. */
public final class ChangesNoted implements AggregateStore {

    private final AggregateStore store;
    private final CassandraChanges changes;

    public ChangesNoted(AggregateStore store, CassandraChanges changes) {
        this.store = store;
        this.changes = changes;
    }

    @Override
    public Aggregate load(String id) {
        return store.load(id);
    }

    @Override
    public Outcome append(Transition transition) {
        changes.note(transition.id());
        return store.append(transition);
    }

    @Override
    public boolean fence(Aggregate seen) {
        return store.fence(seen);
    }

    @Override
    public Optional<Answer> answer(String id, String key) {
        return store.answer(id, key);
    }

    @Override
    public List<LoggedEvent> events(String id, long fromSequence) {
        return store.events(id, fromSequence);
    }
}
