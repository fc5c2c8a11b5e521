/**
 * gateway-service: the only way in for merchants, shoppers and operators.
 *
 * <p>A request passes {@code entry} (request id, trace, version, path and size), {@code
 * authentication} (whose key), {@code limit} (how often) and {@code upstream} (to the service that
 * {@code routes} names); any of them may refuse it, in the words of {@code problem}. {@code docs}
 * is the page with the API. Netty from end to end: nothing here may block. Keeps nothing durable;
 * Redis holds limiter state and copies.
 */
@NullMarked
package io.tollbridge.gateway;

import org.jspecify.annotations.NullMarked;
