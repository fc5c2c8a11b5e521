package io.tollbridge.checkout.session;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sessions, and appointments to look at them again. */
public interface CheckoutStore {

    /** Adds a session; answers the one that is there already when its id is taken. */
    CheckoutSession insert(CheckoutSession session);

    /** Reads a session. It may be older than the newest step; a step from it is then overtaken. */
    Optional<CheckoutSession> find(String id);

    /** Reads a session after every step that was or still may be applied. */
    Optional<CheckoutSession> findNewest(String id);

    /** Takes a session one step on, if nobody else did so first. */
    Advance advance(CheckoutSession from, CheckoutState next);

    /** Notes that the session's end was published. */
    void markAnnounced(String id);

    /** Makes an appointment. Written before the step that needs it, so that no crash loses it. */
    void appoint(Appointment appointment);

    /** The appointments of one hour that are due, at most {@code limit}, earliest first. */
    List<Appointment> due(Instant hour, Instant now, int limit);

    void keep(Appointment appointment);

    /** The hour before which nothing is due any more. */
    Optional<Instant> sweptUntil();

    void sweptUntil(Instant hour);

    /** Look at this session at that time. */
    record Appointment(Instant dueAt, String sessionId) {}

    /** What became of a step. */
    sealed interface Advance {
        record Applied(CheckoutSession session) implements Advance {}

        /** Someone else took a step first: read and decide again. */
        record Overtaken() implements Advance {}

        /** The store did not say. Read the newest and see whether it is ours. */
        record Unclear() implements Advance {}
    }
}
