package io.tollbridge.starter.event;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.SeenAnswer;
import io.tollbridge.contracts.payments.SeenApi;
import io.tollbridge.contracts.payments.SeenQuestion;
import io.tollbridge.kernel.PaymentId;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** What the service's consumers have seen of payments, for core-engine. */
@RestController
final class SeenController implements SeenApi {

    private final List<EventIntake> intakes;
    private final TopicPositions positions;

    SeenController(List<EventIntake> intakes, TopicPositions positions) {
        this.intakes = intakes;
        this.positions = positions;
    }

    /** Where a group has come to is asked first: what it saw until then is in the store by then. */
    @Override
    public SeenAnswer seen(SeenQuestion question) {
        var keys = question.payments().stream().map(PaymentId::value).toList();
        return new SeenAnswer(
                intakes.stream()
                        .map(intake -> {
                            String group = intake.group();
                            boolean past =
                                    positions.isPast(group, Topics.PAYMENTS, question.ends());
                            return new SeenAnswer.Group(group, past, intake.seen(keys));
                        })
                        .toList());
    }
}
