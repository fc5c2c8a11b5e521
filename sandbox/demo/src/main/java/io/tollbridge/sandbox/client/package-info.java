/**
 * The sandbox from outside, as others meet it: a merchant's HTTP client, a shopper's browser, a
 * receiver of webhooks, and the books of the acquirer and the bank. Used by the demo, the journeys
 * and the benchmark. Shares no code with the services.
 */
@NullMarked
package io.tollbridge.sandbox.client;

import org.jspecify.annotations.NullMarked;
