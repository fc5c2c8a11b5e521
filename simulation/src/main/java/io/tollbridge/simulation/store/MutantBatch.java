package io.tollbridge.simulation.store;

import io.tollbridge.simulation.world.Mutant;
import java.util.List;

/** What a planted bug makes of a conditional batch. */
final class MutantBatch {

    private MutantBatch() {}

    /** The batch as it is sent; empty when it is taken for written and is not. */
    static List<Bound> of(List<Bound> batch, Mutant mutant) {
        return switch (mutant) {
            case ANSWER_FORGOTTEN -> batch.stream().filter(one -> !one.isAnswer()).toList();
            case INTENT_NOT_WRITTEN ->
                    batch.stream()
                                    .anyMatch(one ->
                                            one.text("event_type")
                                                    .equals("payment.attempt_started"))
                            ? List.of()
                            : batch;
            default -> batch;
        };
    }
}
