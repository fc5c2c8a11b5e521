package io.tollbridge.coreengine.command;

import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.RefundView;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.starter.web.Fingerprint;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Payments and refunds for merchants. */
@RestController
final class PaymentController {

    private static final Set<String> REASONS =
            Set.of("abandoned", "duplicate", "requested_by_customer", "fraudulent");

    private final PaymentService payments;
    private final HoldService holds;
    private final IncrementService increments;
    private final RefundService refunds;
    private final JsonMapper json;

    PaymentController(
            PaymentService payments,
            HoldService holds,
            IncrementService increments,
            RefundService refunds,
            JsonMapper json) {
        this.payments = payments;
        this.holds = holds;
        this.increments = increments;
        this.refunds = refunds;
        this.json = json;
    }

    /**
     * How much of the hold to take.
     *
     * @param amount absent: all that is left
     * @param finalCapture absent or true: what this capture leaves is let go; false: more captures
     *     may follow
     */
    record CaptureRequest(@Nullable Long amount, @Nullable Boolean finalCapture) {}

    /** {@code amount} is what shall be held in all: more than now. */
    record IncrementRequest(@Nullable Long amount) {}

    record CancelRequest(@Nullable String reason) {}

    /** {@code amount} absent: all that is left. */
    record RefundRequest(
            @Nullable PaymentId payment, @Nullable Long amount, @Nullable String reason) {}

    @PostMapping("/v1/payments")
    @ApiAnswers.NewPayment
    ResponseEntity<byte[]> create(
            @RequestBody CreatePayment asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        return answer(
                payments.create(caller.merchant(), caller.mode(), asked, of(key, request, asked)));
    }

    @GetMapping("/v1/payments/{id}")
    PaymentView read(@PathVariable PaymentId id, Caller caller) {
        return PaymentViews.of(own(id, caller));
    }

    @PostMapping("/v1/payments/{id}/confirm")
    @ApiAnswers.ChangedPayment
    ResponseEntity<byte[]> confirm(
            @PathVariable PaymentId id,
            @RequestBody ConfirmPayment asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        own(id, caller);
        return answer(payments.confirm(id, asked, of(key, request, asked)));
    }

    @PostMapping("/v1/payments/{id}/capture")
    @ApiAnswers.ChangedPayment
    ResponseEntity<byte[]> capture(
            @PathVariable PaymentId id,
            @RequestBody(required = false) @Nullable CaptureRequest asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        own(id, caller);
        Long amount = asked == null ? null : asked.amount();
        boolean last = asked == null || !Boolean.FALSE.equals(asked.finalCapture());
        return answer(holds.capture(id, amount, last, of(key, request, asked)));
    }

    @PostMapping("/v1/payments/{id}/increment")
    @ApiAnswers.ChangedPayment
    ResponseEntity<byte[]> increment(
            @PathVariable PaymentId id,
            @RequestBody IncrementRequest asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        own(id, caller);
        return answer(increments.increment(id, asked.amount(), of(key, request, asked)));
    }

    @PostMapping("/v1/payments/{id}/cancel")
    @ApiAnswers.ChangedPayment
    ResponseEntity<byte[]> cancel(
            @PathVariable PaymentId id,
            @RequestBody(required = false) @Nullable CancelRequest asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        own(id, caller);
        String given = asked == null ? null : asked.reason();
        String reason = given == null ? "requested_by_customer" : given;
        if (!REASONS.contains(reason)) {
            throw PaymentRequests.invalid(
                    "reason", "reason: " + reason + " (expected: one of " + REASONS + ")");
        }
        return answer(holds.cancel(id, reason, of(key, request, asked)));
    }

    @PostMapping("/v1/refunds")
    @ApiAnswers.NewRefund
    ResponseEntity<byte[]> refund(
            @RequestBody RefundRequest asked,
            Caller caller,
            IdempotencyKey key,
            HttpServletRequest request) {
        PaymentId id = asked.payment();
        if (id == null) {
            throw PaymentRequests.invalid("payment", "payment: absent (expected: a payment id)");
        }
        own(id, caller);
        String reason = PaymentRequests.text("reason", asked.reason(), 200);
        return answer(refunds.refund(id, asked.amount(), reason, of(key, request, asked)));
    }

    @GetMapping("/v1/refunds/{id}")
    RefundView refund(@PathVariable RefundId id, Caller caller) {
        var payment = own(paymentOf(id), caller);
        return payment.refund(id)
                .map(refund -> PaymentViews.of(payment, refund))
                .orElseThrow(() -> ProblemException.notFound("refund", id.value()));
    }

    @GetMapping("/v1/refunds")
    ListView<RefundView> refunds(@RequestParam PaymentId payment, Caller caller) {
        var found = own(payment, caller);
        List<RefundView> all =
                found.refunds().stream().map(r -> PaymentViews.of(found, r)).toList();
        return ListView.of("/v1/refunds", all, null);
    }

    /** A refund's id carries its payment's. */
    private static PaymentId paymentOf(RefundId id) {
        int end = id.value().lastIndexOf('_');
        String suffix = id.value().substring(RefundId.PREFIX.length(), Math.max(end, 4));
        return new PaymentId(PaymentId.PREFIX + (suffix.isEmpty() ? "none" : suffix));
    }

    /** The payment, if it is this caller's; to all others it does not exist. */
    private Payment own(PaymentId id, Caller caller) {
        var payment = payments.read(id);
        boolean own =
                caller.isOperator()
                        || (payment.order().merchantId().equals(caller.merchantId())
                                && payment.order().mode() == caller.mode());
        if (!own) {
            throw ProblemException.notFound("payment", id.value());
        }
        return payment;
    }

    private RequestKey of(IdempotencyKey key, HttpServletRequest request, @Nullable Object body) {
        byte[] bytes = body == null ? new byte[0] : json.writeValueAsBytes(body);
        byte[] hash = Fingerprint.of(request.getMethod(), request.getRequestURI(), bytes);
        return new RequestKey(key.value(), HexFormat.of().formatHex(hash));
    }

    private static ResponseEntity<byte[]> answer(Reply reply) {
        var answer =
                ResponseEntity.status(reply.status())
                        .contentType(
                                reply.isProblem()
                                        ? MediaType.APPLICATION_PROBLEM_JSON
                                        : MediaType.APPLICATION_JSON);
        if (reply.replayed()) {
            answer.header("Idempotent-Replayed", "true");
        }
        return answer.body(reply.body());
    }
}
