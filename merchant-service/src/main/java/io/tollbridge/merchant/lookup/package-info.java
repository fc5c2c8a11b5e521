/**
 * What gateway and checkout ask: whom a key belongs to, and who a merchant is.
 *
 * <p>Owns no data. Invariants: (1) an unknown, mistyped, revoked or expired key is an answer
 * ({@code found: false}), not an error; (2) a profile may come from Redis, a key never does: the
 * gateway keeps its own short copies and hears of revocations. Started by {@code /internal/v1}, for
 * services only; emits nothing.
 */
@NullMarked
package io.tollbridge.merchant.lookup;

import org.jspecify.annotations.NullMarked;
