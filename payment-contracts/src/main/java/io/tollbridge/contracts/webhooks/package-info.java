/** Owned by transaction-service: what merchants are told by webhook. */
@NullMarked
package io.tollbridge.contracts.webhooks;

import org.jspecify.annotations.NullMarked;
