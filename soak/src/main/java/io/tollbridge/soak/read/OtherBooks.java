package io.tollbridge.soak.read;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.soak.facts.BankEntry;
import io.tollbridge.soak.facts.Booked;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The books that other companies keep. */
public final class OtherBooks {

    private static final String BOOKS = "/__admin/books";

    private OtherBooks() {}

    /** Every operation that the acquirer has. */
    public static List<Booked> acquirer(Addresses at) {
        return new ApiClient(at.acquirer(), null)
                .get(BOOKS)
                .path("entries")
                .valueStream()
                .map(OtherBooks::booked)
                .toList();
    }

    private static Booked booked(JsonNode entry) {
        return new Booked(
                entry.path("reference").asString(),
                entry.path("type").asString(),
                entry.path("status").asString(),
                entry.path("currency").asString(),
                entry.path("amount_minor").asLong(),
                entry.path("captured_minor").asLong());
    }

    /** Every booking on the account at the bank. */
    public static List<BankEntry> bank(Addresses at) {
        return new ApiClient(at.bank(), null)
                .get(BOOKS)
                .path("entries")
                .valueStream()
                .map(entry ->
                        new BankEntry(
                                entry.path("kind").asString(),
                                entry.path("reference").asString(),
                                entry.path("currency").asString(),
                                entry.path("amount_minor").asLong()))
                .toList();
    }
}
