package io.tollbridge.simulation.merchant;

import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentMethodChoice;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.simulation.platform.Json;
import io.tollbridge.simulation.platform.Platform;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.Promise;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.web.Fingerprint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One purchase from beginning to end, as one merchant goes about it. */
public final class Merchant {

    private static final int MOST_STEPS = 7;

    private final World world;
    private final Node.Life life;
    private final Requests requests;
    private final String name;
    private boolean isDone;
    private long seenVersion;

    public Merchant(World world, Node.Life life, Platform platform, int number) {
        this.world = world;
        this.life = life;
        this.requests = new Requests(world, life, platform.core());
        this.name = "m" + number;
    }

    public boolean isDone() {
        return isDone && requests.areOver();
    }

    /** All that it asked. */
    public List<Request> asked() {
        return requests.asked();
    }

    public void begin() {
        life.spawn(
                name,
                () -> {
                    try {
                        live();
                    } catch (Requests.GaveUp _) {
                        world.step("merchant.gave_up", name);
                    } finally {
                        isDone = true;
                    }
                });
    }

    private void live() {
        pause(Duration.ofSeconds(40));
        var id = create();
        int steps = world.below(MOST_STEPS);
        for (int step = 0; id != null && step < steps; step++) {
            pause(Duration.ofSeconds(8));
            if (!next(id)) {
                return;
            }
        }
    }

    private void pause(Duration longest) {
        world.sleep(Duration.ofNanos(world.between(Duration.ZERO, longest)));
    }

    private @Nullable PaymentId create() {
        boolean confirm = world.chance(0.8);
        boolean method = confirm || world.chance(0.5);
        var asked =
                new CreatePayment(
                        1L + world.below(100_000),
                        "EUR",
                        world.chance(0.5) ? "manual" : "automatic",
                        confirm,
                        method ? card() : null,
                        world.chance(0.2) ? "order-" + world.below(2) : null,
                        null,
                        Map.of(),
                        null);
        var request = request("create", null, asked);
        var heard =
                requests.ask(
                        request, (engine, key) -> engine.create(Platform.MERCHANT, asked, key));
        if (!heard.isKept()) {
            return null; // the order number names another payment
        }
        var body = Json.MAPPER.readTree(heard.body());
        var view = heard.status() == 402 ? body.path("payment") : body;
        seenVersion = view.path("version").asLong();
        var payment = new PaymentId(view.path("id").asString());
        request.about(payment);
        return payment;
    }

    /** Does what comes next; false when this is the end. */
    private boolean next(PaymentId id) {
        PaymentView now = settled(id);
        switch (now.status()) {
            case "requires_payment_method", "requires_confirmation" -> {
                if (world.chance(0.3)) {
                    cancel(id);
                } else {
                    confirm(id);
                }
            }
            case "requires_capture" -> {
                switch (world.below(4)) {
                    case 0 -> cancel(id);
                    case 1 -> together(() -> cancel(id), () -> capture(id));
                    default -> capture(id);
                }
            }
            case "succeeded" -> {
                long left = now.amountReceived() - now.amountRefunded();
                if (left == 0 || world.chance(0.3)) {
                    return false;
                }
                Long amount = world.chance(0.3) ? null : (Long) (1L + world.below((int) left));
                if (world.chance(0.3)) {
                    together(() -> refund(id, amount), () -> refund(id, null));
                } else {
                    refund(id, amount);
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The payment once nothing is under way. */
    private PaymentView settled(PaymentId id) {
        while (true) {
            var view = requests.read(id);
            if (view.version() < seenVersion) {
                world.violated(id + " is at version " + view.version() + ", was at " + seenVersion);
            }
            seenVersion = view.version();
            if (!view.status().equals("processing")) {
                return view;
            }
            pause(Duration.ofSeconds(30));
        }
    }

    private void confirm(PaymentId id) {
        var asked = new ConfirmPayment(card(), null);
        ask("confirm", id, asked, (engine, key) -> engine.confirm(id, asked, key));
    }

    private void capture(PaymentId id) {
        ask("capture", id, "all", (engine, key) -> engine.capture(id, null, key));
    }

    private void cancel(PaymentId id) {
        ask("cancel", id, "requested", (engine, key) -> engine.cancel(id, key));
    }

    private void refund(PaymentId id, @Nullable Long amount) {
        ask("refund", id, "of " + amount, (engine, key) -> engine.refund(id, amount, key));
    }

    private void ask(String operation, PaymentId id, Object body, Command command) {
        var request = request(operation, id, body);
        requests.ask(request, command);
    }

    private Request request(String operation, @Nullable PaymentId id, Object body) {
        String key = name + "-" + requests.asked().size();
        byte[] hash = Fingerprint.of("POST", operation + id, Json.MAPPER.writeValueAsBytes(body));
        return requests.add(operation, new RequestKey(key, HexFormat.of().formatHex(hash)), id);
    }

    /** Both at the same time. */
    private void together(Runnable one, Runnable other) {
        var over = new ArrayList<Promise<Boolean>>();
        for (var work : List.of(one, other)) {
            var promise = new Promise<Boolean>();
            over.add(promise);
            life.spawn(
                    name,
                    () -> {
                        try {
                            work.run();
                        } catch (Requests.GaveUp _) {
                            world.step("merchant.gave_up", name);
                        } finally {
                            promise.complete(true);
                        }
                    });
        }
        over.forEach(Promise::await);
    }

    private PaymentMethodChoice card() {
        String last4 = world.chance(0.1) ? "0019" : "4242"; // risk blocks the former
        var face = new CardFace("visa", "424242", last4, 2030, 12, "fp1");
        return new PaymentMethodChoice("card", CardToken.of("r1", face).value());
    }
}
