package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./tollbridge missed}: whether the ledger, settlement and the record have seen every event
 * of every payment. Ends with 1 when one was missed, or when somebody could not be compared.
 */
public final class Missed {

    private Missed() {}

    public static void main(String[] args) {
        try {
            var at = Addresses.ofThisMachine();
            var page = new ApiClient(at.gateway(), at.operatorKey()).get("/ops/v1/overview");
            var section = page.at("/sections/completeness");
            System.out.print(text(section));
            System.exit(section.at("/data/complete").asBoolean() ? 0 : 1);
        } catch (RuntimeException e) {
            System.err.println("tollbridge missed: " + e.getMessage());
            System.exit(1);
        }
    }

    /** Who was compared up to when, and what was missed and told again. */
    static String text(JsonNode section) {
        var data = section.path("data");
        if (data.isMissingNode()) {
            return "It cannot be asked: %s%n".formatted(section.path("reason").asString());
        }
        var text = new StringBuilder();
        for (JsonNode one : data.path("subscribers")) {
            text.append(
                    "%-12s %-10s complete until %s%n"
                            .formatted(
                                    one.path("name").asString(),
                                    one.path("state").asString(),
                                    one.path("complete_until").asString("-")));
        }
        for (JsonNode one : data.path("missed")) {
            text.append(
                    "%s  %s missed %s of %s, told again%n"
                            .formatted(
                                    one.path("at").asString(),
                                    one.path("group").asString(),
                                    one.path("sequences")
                                            .valueStream()
                                            .map(JsonNode::asString)
                                            .collect(Collectors.joining(", ")),
                                    one.path("payment").asString()));
        }
        return text.isEmpty()
                ? "Nothing was compared yet: it is done every five minutes.%n".formatted()
                : text.toString();
    }
}
