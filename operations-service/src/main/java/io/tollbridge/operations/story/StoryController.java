package io.tollbridge.operations.story;

import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to a payment; who looked is in the audit trail. */
@RestController
@RequestMapping("/ops/v1/payments")
class StoryController {

    private final StoryTeller teller;

    StoryController(StoryTeller teller) {
        this.teller = teller;
    }

    @GetMapping("/{payment}")
    StoryView read(@PathVariable PaymentId payment) {
        return teller.tell(payment);
    }

    /** By one other name. A merchant's order number may be another merchant's too: a list. */
    @GetMapping
    ListView<StoryView> find(
            @RequestParam(required = false) @Nullable String order,
            @RequestParam(name = References.CHANNEL, required = false)
                    @Nullable String channelReference,
            @RequestParam(required = false) @Nullable String attempt) {
        if (Stream.of(order, channelReference, attempt).filter(Objects::nonNull).count() != 1) {
            throw ProblemException.badRequest(
                    "invalid_search",
                    References.ORDER,
                    "(expected: one of order, channel_reference, attempt)");
        }
        List<StoryView> found;
        if (order != null) {
            found = teller.find(References.ORDER, order);
        } else if (channelReference != null) {
            found = teller.find(References.CHANNEL, channelReference);
        } else {
            found = teller.findAttempt(Objects.requireNonNull(attempt));
        }
        return ListView.of("/ops/v1/payments", found, null);
    }
}
