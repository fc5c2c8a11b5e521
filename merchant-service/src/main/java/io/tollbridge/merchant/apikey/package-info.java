/**
 * API keys: issue, list, roll, revoke, recognise.
 *
 * <p>Invariants: (1) a secret is random, shown in one answer and stored only as HMAC-SHA-256 under
 * the pepper, bound to its key id; (2) comparison takes constant time; (3) a mistyped key is
 * refused by its checksum, unread; (4) a revoked or expired key is never recognised again.
 *
 * <p>The stored answer of an issuing request would keep the secret for as long as answers are kept.
 * So the handler answers with the secret sealed (AES-256-GCM under a key derived from the pepper)
 * and {@link io.tollbridge.merchant.apikey.SealedAnswerFilter}, outside of the idempotency filter,
 * opens it on the way out: a replay is the same to the byte and no table holds a clear key. Chosen
 * over secrets derived from the pepper, which would make the pepper a copy of every key.
 *
 * <p>Started by {@code /v1/api_keys/**} and by the creation of a merchant; emits {@code
 * merchant.api_key_revoked}. Does not limit or log calls: the gateway does.
 */
@NullMarked
package io.tollbridge.merchant.apikey;

import org.jspecify.annotations.NullMarked;
