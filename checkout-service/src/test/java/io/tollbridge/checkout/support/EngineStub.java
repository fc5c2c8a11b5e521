package io.tollbridge.checkout.support;

import io.tollbridge.checkout.support.StubServer.Call;
import io.tollbridge.checkout.support.StubServer.Reply;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentErrorView;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * core-engine and merchant-service of a test: keeps its own list of charges, answers by the card's
 * last digits, and is idempotent by key as the real one is.
 */
public final class EngineStub implements AutoCloseable {

    private static final Instant CREATED = Instant.parse("2026-11-22T10:00:00Z");
    private static final Map<String, String> DECLINES =
            Map.of(
                    "0002", "generic_decline",
                    "9995", "insufficient_funds",
                    "0069", "expired_card",
                    "9979", "stolen_card");

    /** Takes the money and hangs up before answering. */
    public static final String HANGS_UP_AFTER_CHARGE = "4000000000000101";

    /** Answers processing; {@link #finishPending} makes it succeed. */
    public static final String PENDING = "4000000000003220";

    private final StubServer server;
    private final VaultStub vault;
    private final Map<String, PaymentView> payments = new ConcurrentHashMap<>();
    private final Map<String, PaymentView> answered = new ConcurrentHashMap<>();
    private final List<String> charges = new CopyOnWriteArrayList<>();
    private final List<String> canceled = new CopyOnWriteArrayList<>();
    private final AtomicInteger confirms = new AtomicInteger();
    private final AtomicBoolean away = new AtomicBoolean();
    private final AtomicBoolean mute = new AtomicBoolean();
    private volatile CountDownLatch held = new CountDownLatch(0);

    public EngineStub(VaultStub vault) {
        this.vault = vault;
        server =
                new StubServer()
                        .on("POST /internal/v1/payments", this::create)
                        .on("POST /internal/v1/payments/([^/]+)/confirm", this::confirm)
                        .on("POST /internal/v1/payments/([^/]+)/cancel", this::cancel)
                        .on(
                                "GET /internal/v1/payments/([^/]+)",
                                call -> Reply.of(payments.get(call.path().group(1))))
                        .on(
                                "GET /internal/v1/merchants/([^/]+)",
                                call -> Reply.of(merchant(call.path().group(1))));
    }

    public String url() {
        return server.url();
    }

    /** How often money was taken for a session. */
    public long chargesOf(String session) {
        return charges.stream().filter(paymentOf(session)::equals).count();
    }

    /** The id of a session's payment. */
    public static String paymentOf(String session) {
        return "pay_" + session.replaceAll("[^a-z0-9]", "");
    }

    public boolean isCanceled(String session) {
        return canceled.contains(paymentOf(session));
    }

    /** How often a confirmation arrived, repeated ones too. */
    public int confirms() {
        return confirms.get();
    }

    /** Confirmations wait until the latch is open. */
    public void hold(CountDownLatch latch) {
        held = latch;
    }

    public void away(boolean isAway) {
        away.set(isAway);
    }

    /** Confirmations fail without a word about what happened. */
    public void mute(boolean isMute) {
        mute.set(isMute);
    }

    public void finishPending() {
        payments.replaceAll((_, payment) -> {
            if (!payment.status().equals("processing")) {
                return payment;
            }
            charges.add(payment.id().value());
            return as(payment, "succeeded", null);
        });
    }

    private Reply create(Call call) {
        if (away.get()) {
            return Reply.problem(503, "away");
        }
        var command = call.as(CreatePayment.class);
        String query = call.exchange().getRequestURI().getQuery();
        String merchant = query.replaceAll(".*merchantId=([^&]+).*", "$1");
        var id = new PaymentId(paymentOf(call.key()));
        return Reply.of(payments.computeIfAbsent(id.value(), _ -> created(id, merchant, command)));
    }

    private static PaymentView created(PaymentId id, String merchant, CreatePayment command) {
        return new PaymentView(
                id,
                "payment",
                command.amount(),
                command.currency(),
                0,
                0,
                0,
                "requires_payment_method",
                "automatic",
                new MerchantId(merchant),
                false,
                null,
                null,
                command.merchantReference(),
                null,
                command.metadata() == null ? Map.of() : command.metadata(),
                null,
                null,
                "none",
                null,
                CREATED,
                1,
                null);
    }

    private Reply confirm(Call call) {
        confirms.incrementAndGet();
        try {
            held.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Reply.hangUp();
        }
        if (mute.get()) {
            return Reply.problem(503, "store_unavailable");
        }
        var known = answered.get(call.key());
        if (known != null) {
            return Reply.of(known);
        }
        var payment = payments.get(call.path().group(1));
        if (!payment.status().equals("requires_payment_method")) {
            return Reply.problem(409, "invalid_state");
        }
        var method = call.as(ConfirmPayment.class).paymentMethod();
        var card = vault.card(new CardToken(method.token()));
        String number = card.get("number").toString();
        var outcome = outcome(payment, number);
        payments.put(payment.id().value(), outcome);
        answered.put(call.key(), outcome);
        return number.equals(HANGS_UP_AFTER_CHARGE) ? Reply.hangUp() : Reply.of(outcome);
    }

    private PaymentView outcome(PaymentView payment, String number) {
        String decline = DECLINES.get(number.substring(number.length() - 4));
        if (decline != null) {
            var error =
                    new PaymentErrorView(
                            "card_declined", decline, "confirm_card_data", "05", "declined");
            return as(payment, "requires_payment_method", error);
        }
        if (number.equals(PENDING)) {
            return as(payment, "processing", null);
        }
        charges.add(payment.id().value());
        return as(payment, "succeeded", null);
    }

    private Reply cancel(Call call) {
        var payment = payments.get(call.path().group(1));
        if (payment.status().equals("succeeded")) {
            return Reply.problem(409, "invalid_state");
        }
        canceled.add(payment.id().value());
        var over = as(payment, "canceled", null);
        payments.put(payment.id().value(), over);
        return Reply.of(over);
    }

    private static PaymentView as(PaymentView payment, String status, PaymentErrorView error) {
        return new PaymentView(
                payment.id(),
                "payment",
                payment.amount(),
                payment.currency(),
                0,
                0,
                0,
                status,
                payment.captureMethod(),
                payment.merchantId(),
                false,
                null,
                null,
                payment.merchantReference(),
                null,
                payment.metadata(),
                error,
                null,
                "none",
                null,
                payment.created(),
                payment.version() + 1,
                null);
    }

    private static MerchantProfile merchant(String id) {
        return new MerchantProfile(
                new MerchantId(id),
                "Harbour & Hill Coffee",
                "DE",
                "5814",
                "Europe/Berlin",
                "23:00",
                id.endsWith("suspended") ? "suspended" : "active",
                List.of(),
                List.of(),
                null,
                1);
    }

    @Override
    public void close() {
        server.close();
    }
}
