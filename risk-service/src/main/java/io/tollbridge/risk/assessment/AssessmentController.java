package io.tollbridge.risk.assessment;

import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.contracts.risk.Assessment;
import io.tollbridge.contracts.risk.Assessment.Decision;
import io.tollbridge.contracts.risk.AssessmentRequest;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.risk.decision.DecisionRecorder;
import io.tollbridge.risk.rule.RiskFacts;
import io.tollbridge.risk.rule.RiskPolicy;
import io.tollbridge.risk.rule.RiskPolicy.Verdict;
import io.tollbridge.risk.rule.RiskRule.Action;
import io.tollbridge.risk.rule.RuleBook;
import io.tollbridge.risk.rule.RuleView;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.logging.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/** Judges attempts for core-engine. */
@RestController
class AssessmentController implements RiskApi {

    private static final Logger log = LoggerFactory.getLogger(AssessmentController.class);

    private final RuleBook book;
    private final RedisVelocity velocity;
    private final DecisionRecorder recorder;
    private final BusinessClock clock;
    private final MeterRegistry meters;

    AssessmentController(
            RuleBook book,
            RedisVelocity velocity,
            DecisionRecorder recorder,
            BusinessClock clock,
            MeterRegistry meters) {
        this.book = book;
        this.velocity = velocity;
        this.recorder = recorder;
        this.clock = clock;
        this.meters = meters;
    }

    @Override
    public Assessment assess(AssessmentRequest request) {
        var facts =
                new RiskFacts(
                        request.merchantId(),
                        request.amount(),
                        request.card(),
                        request.shopperIp());
        var rules = book.current();
        Verdict verdict = RiskPolicy.decide(rules, facts, velocity.count(rules.windows(), facts));
        var assessment = assessment(verdict);
        recorder.record(new RiskAssessed(request, assessment, clock.instant()));
        tell(request, verdict);
        return assessment;
    }

    private static Assessment assessment(Verdict verdict) {
        var decision =
                switch (verdict.action()) {
                    case ALLOW -> Decision.ALLOW;
                    case REVIEW -> Decision.REVIEW;
                    case BLOCK -> Decision.BLOCK;
                };
        return new Assessment(decision, verdict.score(), verdict.reasons(), verdict.degraded());
    }

    private void tell(AssessmentRequest request, Verdict verdict) {
        String decision = RuleView.lower(verdict.action());
        meters.counter("risk.decisions", "decision", decision).increment();
        if (verdict.action() != Action.ALLOW) {
            try (var _ = LogContext.of(request.attemptId())) {
                log.atInfo()
                        .addKeyValue("risk.decision", decision)
                        .addKeyValue("risk.reasons", verdict.reasons())
                        .log("risk.assessed");
            }
        }
    }
}
