package io.tollbridge.contracts.operations;

import java.time.Instant;

/**
 * What an operator asked of a service: no body, no query, and nothing that opens anything.
 *
 * @param id one per request, made by the service that was asked; both events of the action name it
 * @param service who was asked: {@code merchant}
 * @param actor the operator's key or name
 * @param action method and route: {@code POST /v1/api_keys/{id}/roll}
 * @param target what it was done to: the path as asked for
 * @param origin the address that it came from, as the gateway says
 * @param requestId the caller may choose it, so it need not be unique
 * @param begunAt system time, not business time
 */
public record OperatorAction(
        String id,
        String service,
        String actor,
        String action,
        String target,
        String origin,
        String requestId,
        Instant begunAt) {}
