package io.tollbridge.benchmarks;

import io.tollbridge.benchmarks.load.Client;
import io.tollbridge.benchmarks.load.PaymentClient;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.Merchant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** One merchant with saved cards, one for each client that may pay. */
final class Shop {

    /** Test cards that the acquirer approves. */
    static final List<String> CARDS =
            List.of(
                    "4242424242424242",
                    "5555555555554444",
                    "4111111111111111",
                    "5105105105105100",
                    "4012888888881881",
                    "2223003122003222",
                    "6011111111111117",
                    "3530111333300000");

    private final Addresses at;
    private final Merchant merchant;
    private final List<String> tokens;
    private final String run = UUID.randomUUID().toString();
    private final AtomicLong clients = new AtomicLong();

    private Shop(Addresses at, Merchant merchant, List<String> tokens) {
        this.at = at;
        this.merchant = merchant;
        this.tokens = tokens;
    }

    static Shop open(Addresses at, int cards) {
        try {
            var merchant = Merchant.create(at, "Benchmark");
            var tokens = new ArrayList<String>();
            for (int i = 0; i < cards; i++) {
                String number = CARDS.get(i % CARDS.size());
                tokens.add(String.valueOf(merchant.card(number).get("token")));
            }
            return new Shop(at, merchant, tokens);
        } catch (RuntimeException e) {
            throw new BenchFailed("no merchant with cards could be made", e);
        }
    }

    /** A client with a card and idempotency keys of its own. */
    Client client(int number) {
        return new PaymentClient(
                at.gateway(),
                merchant.secretKey(),
                tokens.get(number % tokens.size()),
                run + "-" + clients.incrementAndGet() + "-");
    }
}
