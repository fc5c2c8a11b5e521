/**
 * Owns the rules, the block, review and allow lists, and the pure policy that weighs them.
 *
 * <p>Invariants: (1) a block list beats an allow list, an allow list beats every other rule, and
 * otherwise the strictest rule that fires decides; (2) a rule is never deleted, only disabled, so
 * that a reason in an old decision can be looked up; (3) every instance decides on a whole rule
 * set, at most one refresh old.
 *
 * <p>Started by {@code /v1/risk/rules}, {@code /v1/risk/lists} (operators) and a poll of its
 * tables. Emits nothing. An empty table is seeded at start; later seeds never change what operators
 * did.
 */
@NullMarked
package io.tollbridge.risk.rule;

import org.jspecify.annotations.NullMarked;
