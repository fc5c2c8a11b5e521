package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.starter.event.EventSubscription;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** Answers that came when nobody waited any more. */
@Component
class LateAnswerListener {

    private final CaseService cases;

    LateAnswerListener(CaseService cases) {
        this.cases = cases;
    }

    @Bean
    EventSubscription lateAnswers() {
        return new EventSubscription(
                "compensation-late-answers",
                Set.of(LateAnswer.class),
                batch ->
                        batch.forEach(event -> {
                            var late = event.as(LateAnswer.class);
                            cases.lateAnswer(late.reference().value(), late.answer());
                        }));
    }
}
