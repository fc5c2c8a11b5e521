package io.tollbridge.simulator.bank;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** One line of the bank's books: a fact that is never changed afterwards. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = BankLine.Accepted.class, name = "accepted"),
    @JsonSubTypes.Type(value = BankLine.Paid.class, name = "paid"),
    @JsonSubTypes.Type(value = BankLine.Rejected.class, name = "rejected"),
    @JsonSubTypes.Type(value = BankLine.Returned.class, name = "returned"),
    @JsonSubTypes.Type(value = BankLine.Credited.class, name = "credited"),
    @JsonSubTypes.Type(value = BankLine.DayClosed.class, name = "day_closed"),
})
sealed interface BankLine {

    /** A whole message: all its payments are accepted in one line or none is. */
    record Accepted(String messageId, String contentHash, List<Payment> payments)
            implements BankLine {}

    record Paid(String endToEndId, Entry entry) implements BankLine {}

    record Rejected(String endToEndId, String code, String why, Instant at) implements BankLine {}

    record Returned(String endToEndId, String code, String why, Entry entry) implements BankLine {}

    record Credited(Entry entry) implements BankLine {}

    /** The statements up to this day are out: nothing is booked on these days any more. */
    record DayClosed(LocalDate date, Instant at) implements BankLine {}
}
