package io.tollbridge.merchant.announce;

import io.tollbridge.starter.event.OutgoingEvent;
import java.util.Optional;

/** A feature whose changes are announced: its present state of one thing, as an event. */
public interface AnnouncementSource {

    /** The first word of its subjects, {@code merchant} in {@code merchant:mch_1}. */
    String kind();

    /** What there is to say about a thing now; empty when nothing is. */
    Optional<OutgoingEvent> current(String id);
}
