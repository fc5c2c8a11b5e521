/**
 * merchant-service: who merchants are, what they pay, where their money goes, and their API keys.
 *
 * <p>Features: {@code profile} (merchants and their plans), {@code apikey} (keys), {@code lookup}
 * (what gateway and checkout ask), {@code announce} (changes reach Kafka). Does not keep webhook
 * endpoints (transaction-service does) and moves no money.
 */
@NullMarked
package io.tollbridge.merchant;

import org.jspecify.annotations.NullMarked;
