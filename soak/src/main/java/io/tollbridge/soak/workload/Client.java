package io.tollbridge.soak.workload;

import io.tollbridge.soak.facts.Call.Kind;
import io.tollbridge.soak.facts.Exchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One client of all merchants: pays, captures, cancels, refunds, and asks again. */
final class Client implements Runnable {

    private static final int REMEMBERED = 40;

    /** Behaviour of the acquirer by the amount's last digits; see docs/channels. */
    private static final List<Integer> MAGIC = List.of(91, 92, 93, 95, 99);

    private static final int REFUND_OF_MISFORTUNE = 91;

    private final List<Shop> shops;
    private final History history;
    private final String name;
    private final SplittableRandom dice;
    private final Pace pace;
    private final BooleanSupplier goesOn;
    private final Deque<Known> known = new ArrayDeque<>();
    private int asked;

    /** How long a client thinks between two requests, on average. */
    record Pace(Duration pause) {}

    /** A payment that something can still be done to. */
    private record Known(Shop shop, String id, long amount, boolean held) {}

    Client(
            List<Shop> shops,
            History history,
            String name,
            SplittableRandom dice,
            Pace pace,
            BooleanSupplier goesOn) {
        this.shops = List.copyOf(shops);
        this.history = history;
        this.name = name;
        this.dice = dice;
        this.pace = pace;
        this.goesOn = goesOn;
    }

    @Override
    public void run() {
        while (goesOn.getAsBoolean()) {
            act();
            long most = Math.max(1, pace.pause().toNanos() * 2);
            LockSupport.parkNanos(dice.nextLong(most));
        }
    }

    private void act() {
        int lot = dice.nextInt(100);
        Known one = known.isEmpty() || lot < 55 ? null : take();
        if (one == null) {
            create();
        } else if (one.held()) {
            if (lot < 90) {
                capture(one);
            } else {
                cancel(one);
            }
        } else {
            refund(one);
        }
    }

    /** One of those known, which one is drawn. */
    private @Nullable Known take() {
        for (int i = dice.nextInt(known.size()); i > 0; i--) {
            known.addLast(known.removeFirst());
        }
        return known.pollFirst();
    }

    private void remember(Known one) {
        known.addLast(one);
        if (known.size() > REMEMBERED) {
            known.removeFirst();
        }
    }

    private void create() {
        var shop = shops.get(dice.nextInt(shops.size()));
        boolean held = dice.nextInt(3) == 0;
        boolean declined = dice.nextInt(12) == 0;
        long amount = amount();
        String key = nextKey();
        var order = new HashMap<String, Object>();
        order.put("amount", amount);
        order.put("currency", "EUR");
        order.put("confirm", true);
        order.put("capture_method", held ? "manual" : "automatic");
        order.put("merchant_reference", key);
        order.put("payment_method", declined ? shop.declinedCard(dice) : shop.goodCard(dice));
        Exchange answer = ask(shop, Kind.CREATE, "/v1/payments", order, key, "", amount);
        if (answer != null && answer.isGood()) {
            JsonNode payment = Asking.body(answer);
            String id = payment.path("id").asString();
            switch (payment.path("status").asString()) {
                case "succeeded" -> remember(new Known(shop, id, amount, false));
                case "requires_capture", "processing" ->
                        remember(new Known(shop, id, amount, held));
                default -> {}
            }
        }
    }

    private long amount() {
        long hundreds = dice.nextLong(5, 400) * 100;
        int lot = dice.nextInt(100);
        return hundreds + (lot < 12 ? MAGIC.get(lot % MAGIC.size()) : dice.nextInt(90));
    }

    private void capture(Known one) {
        boolean last = dice.nextBoolean();
        long amount = Math.max(1, one.amount() * dice.nextInt(20, 101) / 100);
        Map<String, Object> order =
                dice.nextInt(3) == 0 ? Map.of() : Map.of("amount", amount, "final_capture", last);
        String path = "/v1/payments/" + one.id() + "/capture";
        Exchange answer = ask(one.shop(), Kind.CAPTURE, path, order, nextKey(), one.id(), amount);
        if (answer != null) {
            boolean stays =
                    answer.isGood() && Asking.body(answer).path("amount_capturable").asLong() > 0;
            remember(new Known(one.shop(), one.id(), Math.max(2, one.amount() / 2), stays));
        }
    }

    private void cancel(Known one) {
        String path = "/v1/payments/" + one.id() + "/cancel";
        ask(
                one.shop(),
                Kind.CANCEL,
                path,
                Map.of("reason", "requested_by_customer"),
                nextKey(),
                one.id(),
                0);
    }

    private void refund(Known one) {
        boolean whole = dice.nextInt(3) == 0;
        long part = Math.max(1, one.amount() * dice.nextInt(10, 60) / 100);
        if (dice.nextInt(15) == 0 && part > 100) {
            part = part / 100 * 100 - 100 + REFUND_OF_MISFORTUNE;
        }
        long amount = whole ? one.amount() : part;
        var order = Map.<String, Object>of("payment", one.id(), "amount", amount);
        Exchange answer =
                ask(one.shop(), Kind.REFUND, "/v1/refunds", order, nextKey(), one.id(), amount);
        if (answer != null && answer.isGood() && !whole) {
            remember(new Known(one.shop(), one.id(), one.amount() - amount, false));
        }
    }

    private @Nullable Exchange ask(
            Shop shop,
            Kind kind,
            String path,
            Map<String, Object> body,
            String key,
            String payment,
            long amount) {
        var asking = new Asking(shop.merchant().api(), path, body, key);
        Exchange answer = asking.untilAnswered();
        if (answer != null && dice.nextInt(8) == 0) {
            asking.untilAnswered(); // a client whose answer was lost on the way asks once more
        }
        history.add(asking.done(shop.merchant().id(), kind, payment, amount));
        return answer;
    }

    private String nextKey() {
        asked++;
        return name + "-" + asked;
    }
}
