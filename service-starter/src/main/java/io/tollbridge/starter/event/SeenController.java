package io.tollbridge.starter.event;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.payments.SeenAnswer;
import io.tollbridge.contracts.payments.SeenApi;
import io.tollbridge.contracts.payments.SeenQuestion;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.seen.SeenStore;
import java.util.Map;
import org.springframework.web.bind.annotation.RestController;

/** What the service's consumers have seen of payments, for core-engine. */
@RestController
final class SeenController implements SeenApi {

    private final Map<String, SeenStore> stores;
    private final TopicPositions positions;

    /**
     * For the groups that keep what they see.
     *
     * @param stores where, by group
     */
    SeenController(Map<String, SeenStore> stores, TopicPositions positions) {
        this.stores = stores;
        this.positions = positions;
    }

    /** Where a group has come to is asked first: what it saw until then is in the store by then. */
    @Override
    public SeenAnswer seen(SeenQuestion question) {
        var keys = question.payments().stream().map(PaymentId::value).toList();
        return new SeenAnswer(
                stores.entrySet().stream()
                        .map(one -> {
                            String group = one.getKey();
                            boolean past =
                                    positions.isPast(group, Topics.PAYMENTS, question.ends());
                            return new SeenAnswer.Group(
                                    group, past, one.getValue().find(group, keys));
                        })
                        .toList());
    }
}
