package io.tollbridge.checkout.session;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The store without Cassandra; passes the same contract. */
final class InMemoryCheckoutStore implements CheckoutStore {

    private final Map<String, CheckoutSession> sessions = new HashMap<>();
    private final TreeSet<Appointment> appointments =
            new TreeSet<>(
                    Comparator.comparing(Appointment::dueAt).thenComparing(Appointment::sessionId));
    private @Nullable Instant swept;

    @Override
    public CheckoutSession insert(CheckoutSession session) {
        return sessions.computeIfAbsent(session.id(), _ -> session);
    }

    @Override
    public Optional<CheckoutSession> find(String id) {
        return Optional.ofNullable(sessions.get(id));
    }

    @Override
    public Optional<CheckoutSession> findNewest(String id) {
        return find(id);
    }

    @Override
    public Advance advance(CheckoutSession from, CheckoutState next) {
        var now = find(from.id()).orElseThrow();
        if (now.version() != from.version()) {
            return new Advance.Overtaken();
        }
        var moved = now.with(next);
        sessions.put(from.id(), moved);
        return new Advance.Applied(moved);
    }

    @Override
    public void markAnnounced(String id) {
        sessions.computeIfPresent(id, (_, session) -> session.withAnnounced());
    }

    @Override
    public void appoint(Appointment appointment) {
        appointments.add(appointment);
    }

    @Override
    public List<Appointment> due(Instant hour, Instant now, int limit) {
        return appointments.stream()
                .filter(each -> each.dueAt().truncatedTo(ChronoUnit.HOURS).equals(hour))
                .filter(each -> !each.dueAt().isAfter(now))
                .limit(limit)
                .toList();
    }

    @Override
    public void keep(Appointment appointment) {
        appointments.remove(appointment);
    }

    @Override
    public Optional<Instant> sweptUntil() {
        return Optional.ofNullable(swept);
    }

    @Override
    public void sweptUntil(Instant hour) {
        swept = hour;
    }
}
