package io.tollbridge.starter.seen;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which events of a key a consumer group is done with: handled, parked or none of its business. */
public interface SeenStore {

    /** Adds sequences, by key. Durable when it returns; adding again changes nothing. */
    void add(String group, Map<String, Set<Long>> sequences);

    /** The sequences seen, in order, by key; a key of which nothing was seen is not there. */
    Map<String, List<Long>> find(String group, Collection<String> keys);
}
