/**
 * Every refusal and failure of the gateway as an RFC 9457 problem.
 *
 * <p>Invariants: (1) no answer of ours is without {@code code} and {@code request_id}; (2) a
 * failure's own words stay in the log. Started by the other features and by Spring when a request
 * ends in an exception; emits nothing. Does not touch what services answered.
 */
@NullMarked
package io.tollbridge.gateway.problem;

import org.jspecify.annotations.NullMarked;
