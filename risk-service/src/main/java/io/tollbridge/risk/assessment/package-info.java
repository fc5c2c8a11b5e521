/**
 * The hot path: counts an attempt, judges it, answers, and hands the decision over to be kept.
 *
 * <p>Invariants: (1) one call to Redis per assessment, whatever the number of rules; (2) when Redis
 * does not answer the attempt is judged on the other rules, marked degraded, and large amounts go
 * to review; an open circuit keeps later calls from waiting; (3) nothing durable happens before the
 * answer.
 *
 * <p>Started by {@code POST /internal/v1/assessments} (core-engine). Does not call any sibling.
 */
@NullMarked
package io.tollbridge.risk.assessment;

import org.jspecify.annotations.NullMarked;
