package io.tollbridge.testkit.rules;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may ask whom over HTTP: only who cannot answer without it. Everything that has happened is an
 * event. A new arrow is a reviewed line here, with its reason.
 */
final class SiblingCalls {

    private static final Map<String, Set<String>> ALLOWED =
            Map.of(
                    // The shopper waits; sealed cards pass through to the vault.
                    "checkout-service", Set.of("core-engine", "merchant", "channel"),
                    // Needs the decision and the outcome now. Whether the others have seen all
                    // events is not an event; nobody waits for it.
                    "core-engine-service",
                            Set.of("risk", "channel", "accounting", "settlement", "transaction"),
                    // Asks the truth, then has it recorded.
                    "compensation-service", Set.of("channel", "core-engine"),
                    // Money leaves.
                    "settlement-service", Set.of("channel"),
                    // A person waits: for a payment, for the ledger, for parked events.
                    "operations-service",
                            Set.of(
                                    "core-engine",
                                    "transaction",
                                    "accounting",
                                    "compensation",
                                    "settlement",
                                    "reconciliation",
                                    "finance",
                                    "risk"));

    /** {@code clients.of("risk", RiskApi.class)}, over lines. */
    private static final Pattern CLIENT =
            Pattern.compile("\\.of\\(\\s*\"([a-z-]+)\",\\s*\\w+Api\\.class");

    private SiblingCalls() {}

    static List<String> complaints(Path module) {
        String name = module.toAbsolutePath().normalize().getFileName().toString();
        var allowed = ALLOWED.getOrDefault(name, Set.of());
        var complaints = new ArrayList<String>();
        for (Path file : Sources.of(module.resolve("src/main/java"))) {
            Matcher client = CLIENT.matcher(String.join("\n", Sources.lines(file)));
            while (client.find()) {
                if (!allowed.contains(client.group(1))) {
                    complaints.add(
                            file
                                    + ": calls "
                                    + client.group(1)
                                    + ": a service that waits for another fails with it; if it must,"
                                    + " add the arrow and its reason to SiblingCalls");
                }
            }
        }
        return complaints;
    }
}
