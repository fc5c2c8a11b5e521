package io.tollbridge.compensation.cases;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step in the life of a case, as evidence for people.
 *
 * @param phase what was to be done next, {@code asking, reversing, voiding, telling}, or {@code
 *     resolved, exhausted}
 * @param tries how often it had been tried in this round
 * @param answer what was heard last, from whom; null before the first answer
 */
record CaseEntry(Instant at, String phase, int tries, @Nullable String answer) {}
