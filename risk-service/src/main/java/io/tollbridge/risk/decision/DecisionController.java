package io.tollbridge.risk.decision;

import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What was decided on a payment's attempts, for its merchant and for operators. */
@RestController
class DecisionController {

    private final CassandraDecisionStore store;

    /**
     * One decision.
     *
     * @param object always {@code risk.decision}
     * @param decision {@code allow, review, block}
     */
    record DecisionView(
            String object,
            PaymentId payment,
            AttemptId attempt,
            String decision,
            int score,
            List<String> reasons,
            boolean degraded,
            long amount,
            String currency,
            String cardBin,
            String cardLast4,
            @Nullable String shopperIp,
            Instant created) {

        static DecisionView from(RiskAssessed decided) {
            var request = decided.request();
            var assessment = decided.assessment();
            return new DecisionView(
                    "risk.decision",
                    request.paymentId(),
                    request.attemptId(),
                    assessment.decision().name().toLowerCase(Locale.ROOT),
                    assessment.score(),
                    assessment.reasons(),
                    assessment.degraded(),
                    request.amount().minorUnits(),
                    request.amount().currency().code(),
                    request.card().bin(),
                    request.card().last4(),
                    request.shopperIp(),
                    decided.at());
        }
    }

    DecisionController(CassandraDecisionStore store) {
        this.store = store;
    }

    @GetMapping("/v1/risk/decisions/{payment}")
    ListView<DecisionView> read(Caller caller, @PathVariable PaymentId payment) {
        var decisions =
                store.read(payment).stream()
                        .filter(one -> maySee(caller, one))
                        .map(DecisionView::from)
                        .sorted(Comparator.comparing(DecisionView::created))
                        .toList();
        if (decisions.isEmpty()) {
            throw ProblemException.notFound("decision on payment", payment.value());
        }
        return ListView.of("/v1/risk/decisions/" + payment, decisions, null);
    }

    private static boolean maySee(Caller caller, RiskAssessed decision) {
        var request = decision.request();
        return caller.isOperator()
                || (request.merchantId().equals(caller.merchant())
                        && request.mode() == caller.mode());
    }
}
