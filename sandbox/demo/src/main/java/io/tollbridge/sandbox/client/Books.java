package io.tollbridge.sandbox.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Four books of the same money, read from outside: what the API told the merchants, our ledger, the
 * acquirer's own books and the bank's own books. The last two were not written by us.
 */
public final class Books {

    private final ApiClient operator;
    private final List<ApiClient> merchants;
    private final ApiClient acquirer;
    private final ApiClient bank;

    /**
     * The books of a sandbox.
     *
     * @param merchants a client with a secret key for each merchant there is
     */
    public Books(Addresses at, ApiClient operator, List<ApiClient> merchants) {
        this.operator = operator;
        this.merchants = List.copyOf(merchants);
        this.acquirer = new ApiClient(at.acquirer(), null);
        this.bank = new ApiClient(at.bank(), null);
    }

    /**
     * One fact in one currency, in minor units, as each book has it; a book that does not keep the
     * fact is not in the map.
     */
    public record Row(String fact, String currency, Map<String, Long> byBook) {

        /** The largest difference between two books. */
        public long difference() {
            long most = byBook.values().stream().mapToLong(Long::longValue).max().orElse(0);
            long least = byBook.values().stream().mapToLong(Long::longValue).min().orElse(0);
            return Math.subtractExact(most, least);
        }
    }

    /** All facts in all currencies that any book knows. */
    public List<Row> compare() {
        var facts = new TreeMap<String, Map<String, Map<String, Long>>>();
        readApi(facts);
        readLedger(facts);
        readAcquirer(facts);
        readBank(facts);
        var rows = new ArrayList<Row>();
        facts.forEach((fact, currencies) ->
                currencies.forEach((currency, byBook) -> rows.add(filled(fact, currency, byBook))));
        return rows;
    }

    /** A book that keeps a fact and has nothing in this currency has zero. */
    private static Row filled(String fact, String currency, Map<String, Long> byBook) {
        var complete = new TreeMap<>(byBook);
        for (String book : keepers(fact)) {
            complete.putIfAbsent(book, 0L);
        }
        return new Row(fact, currency, complete);
    }

    private static List<String> keepers(String fact) {
        return switch (fact) {
            case "1 captured", "2 refunded" -> List.of("api", "ledger", "acquirer");
            case "3 acquirer fees" -> List.of("ledger", "acquirer");
            case "4 merchant fees" -> List.of("api", "ledger");
            case "5 funded by acquirer" -> List.of("ledger", "acquirer", "bank");
            case "6 paid out" -> List.of("api", "ledger", "bank");
            default -> List.of("ledger", "bank");
        };
    }

    /** Debits less credits over all accounts, by currency: zero, or the ledger is broken. */
    public Map<String, Long> trialBalance() {
        var sums = new TreeMap<String, Long>();
        for (JsonNode account : operator.all("/v1/ledger/accounts")) {
            long net =
                    Math.subtractExact(
                            account.path("debits").asLong(), account.path("credits").asLong());
            sums.merge(account.path("currency").asString(), net, Math::addExact);
        }
        return sums;
    }

    /** Whether the balance of every account is what its postings add up to. */
    public boolean isLedgerProven() {
        return operator.get("/v1/ledger/trial-balance").path("balanced").asBoolean();
    }

    private void readApi(Map<String, Map<String, Map<String, Long>>> facts) {
        for (ApiClient merchant : merchants) {
            for (JsonNode payment : merchant.all("/v1/payments")) {
                String currency = payment.path("currency").asString();
                add(facts, "1 captured", currency, "api", payment.path("amount_received").asLong());
                add(facts, "2 refunded", currency, "api", payment.path("amount_refunded").asLong());
            }
            for (JsonNode batch : merchant.all("/v1/settlements")) {
                String currency = batch.path("currency").asString();
                add(facts, "4 merchant fees", currency, "api", batch.path("fees").asLong());
            }
            for (JsonNode payout : merchant.all("/v1/payouts")) {
                if (payout.path("status").asString().equals("paid")) {
                    String currency = payout.path("currency").asString();
                    add(facts, "6 paid out", currency, "api", payout.path("amount").asLong());
                }
            }
        }
    }

    private void readLedger(Map<String, Map<String, Map<String, Long>>> facts) {
        for (JsonNode account : operator.all("/v1/ledger/accounts")) {
            String currency = account.path("currency").asString();
            long debits = account.path("debits").asLong();
            long credits = account.path("credits").asLong();
            switch (account.path("account").asString().substring(0, 4)) {
                case "2010" -> add(facts, "1 captured", currency, "ledger", credits);
                case "2110" -> add(facts, "2 refunded", currency, "ledger", debits);
                case "5030" -> add(facts, "3 acquirer fees", currency, "ledger", debits - credits);
                case "4010" -> add(facts, "4 merchant fees", currency, "ledger", credits - debits);
                case "1010" -> {
                    add(facts, "5 funded by acquirer", currency, "ledger", debits);
                    add(facts, "6 paid out", currency, "ledger", credits);
                    add(facts, "7 cash at bank", currency, "ledger", debits - credits);
                }
                default -> {}
            }
        }
    }

    private void readAcquirer(Map<String, Map<String, Map<String, Long>>> facts) {
        JsonNode totals = acquirer.get("/__admin/books?entries=false").path("totals");
        totals.properties()
                .forEach(total -> {
                    String currency = total.getKey();
                    JsonNode sums = total.getValue();
                    long fee = sums.path("fee_minor").asLong();
                    add(
                            facts,
                            "1 captured",
                            currency,
                            "acquirer",
                            sums.path("captured_minor").asLong());
                    add(
                            facts,
                            "2 refunded",
                            currency,
                            "acquirer",
                            sums.path("refunded_minor").asLong());
                    add(facts, "3 acquirer fees", currency, "acquirer", fee);
                    add(
                            facts,
                            "5 funded by acquirer",
                            currency,
                            "acquirer",
                            sums.path("net_minor").asLong() - fee);
                });
    }

    private void readBank(Map<String, Map<String, Map<String, Long>>> facts) {
        JsonNode books = bank.get("/__admin/books");
        for (JsonNode entry : books.path("entries")) {
            String currency = entry.path("currency").asString();
            long amount = entry.path("amount_minor").asLong();
            if (amount > 0) {
                add(facts, "5 funded by acquirer", currency, "bank", amount);
            } else {
                add(facts, "6 paid out", currency, "bank", -amount);
            }
        }
        books.path("balances_minor")
                .properties()
                .forEach(balance ->
                        add(
                                facts,
                                "7 cash at bank",
                                balance.getKey(),
                                "bank",
                                balance.getValue().asLong()));
    }

    private static void add(
            Map<String, Map<String, Map<String, Long>>> facts,
            String fact,
            String currency,
            String book,
            long amount) {
        facts.computeIfAbsent(fact, _ -> new TreeMap<>())
                .computeIfAbsent(currency, _ -> new TreeMap<>())
                .merge(book, amount, Math::addExact);
    }
}
