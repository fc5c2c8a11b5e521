package io.tollbridge.contracts.payments;

import java.util.List;
import java.util.Map;

/** What each consumer group of a service says, one entry a group. */
public record SeenAnswer(List<Group> groups) {

    /**
     * One consumer group.
     *
     * @param past it has read everything up to the ends it was asked with, or was taken past it:
     *     what it has not seen by now will not come by itself
     * @param sequences of the events it has seen, by payment; a payment it knows nothing of is not
     *     there
     */
    public record Group(String group, boolean past, Map<String, List<Long>> sequences) {}
}
