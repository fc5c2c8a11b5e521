package io.tollbridge.coreengine.sibling;

import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.coreengine.payment.Payment;
import io.tollbridge.coreengine.payment.RiskOutcome;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardFace;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Asks risk-service. Without its word nothing is sent: the request is refused and may be repeated.
 */
public final class RiskDesk {

    private final RiskApi risk;

    public RiskDesk(RiskApi risk) {
        this.risk = risk;
    }

    public RiskOutcome assess(
            Payment payment,
            AttemptId attempt,
            Money amount,
            CardFace card,
            @Nullable String shopperIp) {
        var order = payment.order();
        Assessment word;
        try {
            word =
                    risk.assess(
                            new AssessmentRequest(
                                    payment.id(),
                                    attempt,
                                    order.merchantId(),
                                    order.mode(),
                                    amount,
                                    card,
                                    shopperIp));
        } catch (ServiceCallException e) {
            throw ProblemException.unavailable(
                    "risk_unavailable",
                    "the payment could not be checked now; nothing was charged",
                    Duration.ofSeconds(1));
        }
        return new RiskOutcome(
                word.decision().name().toLowerCase(Locale.ROOT),
                word.score(),
                word.reasons(),
                word.degraded());
    }
}
