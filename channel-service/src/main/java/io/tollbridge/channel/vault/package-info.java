/**
 * The card vault: the only place where a clear card number exists.
 *
 * <ol>
 *   <li>A card number at rest is sealed with AES-256-GCM under a key of its own, which is wrapped
 *       by a versioned key derived from the master secret; token, merchant and key id are
 *       authenticated with it, so a record moved to another token or merchant does not open.
 *   <li>The whole token is the table's key: a token with a forged face names no card.
 *   <li>A CVV is held in this process's memory only, handed out once, wiped after use or 15
 *       minutes. Another replica does not have it; it then authorises without.
 *   <li>No card number, CVV or payload is ever logged or part of an error.
 * </ol>
 *
 * <p>Started by {@code POST /v1/tokens}, {@code GET /v1/tokens/key} and {@code TokenApi}; emits
 * nothing. It does not decide whether a card is good: the acquirer does.
 */
@NullMarked
package io.tollbridge.channel.vault;

import org.jspecify.annotations.NullMarked;
