/**
 * Who calls: a short-lived token, signed by the gateway for merchants and by each service for
 * itself.
 *
 * <p>Invariants: (1) a request without a valid token is refused, so a service reached around the
 * gateway answers nothing; (2) only the gateway may speak for merchants, operators and shoppers;
 * (3) tokens live two minutes.
 */
@NullMarked
package io.tollbridge.starter.identity;

import org.jspecify.annotations.NullMarked;
