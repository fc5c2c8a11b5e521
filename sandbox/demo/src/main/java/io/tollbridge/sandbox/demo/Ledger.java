package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./tollbridge ledger}: proves the ledger, prints what each account holds, and recomputes
 * the seals over past days. Ends with 1 when debits and credits, or balances and postings, are not
 * the same, or when a posting is not what was sealed.
 */
public final class Ledger {

    private Ledger() {}

    public static void main(String[] args) {
        try {
            var at = Addresses.ofThisMachine();
            var operator = new ApiClient(at.gateway(), at.operatorKey());
            var books = operator.get("/v1/ledger/trial-balance");
            System.out.print(text(books));
            var seals = operator.get("/v1/ledger/seals/verification");
            System.out.print(sealText(seals));
            boolean proven =
                    books.path("balanced").asBoolean() && seals.path("verified").asBoolean();
            System.exit(proven ? 0 : 1);
        } catch (RuntimeException e) {
            System.err.println("tollbridge ledger: " + e.getMessage());
            System.exit(1);
        }
    }

    /** The trial balance as lines, the accounts that differ last. */
    static String text(JsonNode books) {
        var text = new StringBuilder();
        for (JsonNode currency : books.path("currencies")) {
            String code = currency.path("currency").asString();
            text.append("%-40s %20s%n".formatted(code, "balance"));
            for (JsonNode account : currency.path("accounts")) {
                text.append(
                        "  %-14s %-32s %s%n"
                                .formatted(
                                        Amounts.of(account.path("balance").asLong(), code),
                                        account.path("account").asString(),
                                        account.path("title").asString()));
            }
            text.append(
                    "  debits less credits: %s%n"
                            .formatted(Amounts.of(currency.path("difference").asLong(), code)));
            for (JsonNode wrong : currency.path("unproven")) {
                text.append(unproven(wrong, code));
            }
        }
        return text.append(verdict(books)).toString();
    }

    /** The seals as lines, what was found first. */
    static String sealText(JsonNode seals) {
        var text = new StringBuilder();
        for (JsonNode found : seals.path("findings")) {
            text.append(
                    "  NOT AS SEALED %s%s: %s%n"
                            .formatted(
                                    found.path("seal").asString("under no seal"),
                                    found.path("posting").isNull()
                                            ? ""
                                            : ", posting " + found.path("posting").asString(),
                                    found.path("fault").asString()));
        }
        return text.append(
                        seals.path("verified").asBoolean()
                                ? "%d seals over %d postings hold; the newest is %s%n"
                                        .formatted(
                                                seals.path("seals").asLong(),
                                                seals.path("postings").asLong(),
                                                seals.path("newest").asString())
                                : "FAILED: postings are not what was sealed.%n".formatted())
                .toString();
    }

    private static String unproven(JsonNode wrong, String currency) {
        return "  NOT PROVEN %s: %s apart; net of postings %s, of entries %s, of balances %s%n"
                .formatted(
                        wrong.path("account").asString(),
                        Amounts.of(wrong.path("difference").asLong(), currency),
                        net(wrong.path("postings"), currency),
                        net(wrong.path("entries"), currency),
                        net(wrong.path("balances"), currency));
    }

    private static String net(JsonNode sums, String currency) {
        long net = Math.subtractExact(sums.path("debits").asLong(), sums.path("credits").asLong());
        return Amounts.of(net, currency);
    }

    private static String verdict(JsonNode books) {
        return books.path("balanced").asBoolean()
                ? "The ledger is proven: postings, entries and balances are the same.%n".formatted()
                : "FAILED: the ledger is not proven.%n".formatted();
    }
}
