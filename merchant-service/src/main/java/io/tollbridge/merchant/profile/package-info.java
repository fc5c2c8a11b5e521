/**
 * Merchants: name, business day, fee and settlement plans by effective date, payout account.
 *
 * <p>Invariants: (1) a profile changes by one conditional write on its version, so no change is
 * lost to another; (2) a plan never begins in the past, so what was computed stays explained; (3)
 * ids of plans derive from the idempotency key, so a change made twice is made once; (4) an account
 * number leaves this service whole only to other services.
 *
 * <p>Started by {@code /v1/merchants/**}; emits {@code merchant.changed}, the whole profile, on
 * every change. The Redis copy serves other services' reads only and may be lost at any time. Does
 * not compute fees and does not know balances.
 */
@NullMarked
package io.tollbridge.merchant.profile;

import org.jspecify.annotations.NullMarked;
