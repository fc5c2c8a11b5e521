package io.tollbridge.simulator.acquirer.books;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** One line of the acquirer's books: a fact that is never changed afterwards. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BookLine.Booked.class, name = "operation"),
    @JsonSubTypes.Type(value = BookLine.Fenced.class, name = "fence"),
    @JsonSubTypes.Type(value = BookLine.DayClosed.class, name = "day_closed"),
    @JsonSubTypes.Type(value = BookLine.Funded.class, name = "funded"),
})
sealed interface BookLine {

    /** An operation as first decided; its effect on its original follows from it. */
    record Booked(Operation operation) implements BookLine {}

    /** A reversal came for a reference that is not known: it must never be booked any more. */
    record Fenced(String reference, Instant at) implements BookLine {}

    /** All days up to and including this one are final; {@code net} is what its statement pays. */
    record DayClosed(LocalDate date, Map<String, Long> net, Instant at) implements BookLine {}

    /** The bank has accepted a funding credit. */
    record Funded(String id, Instant at) implements BookLine {}
}
