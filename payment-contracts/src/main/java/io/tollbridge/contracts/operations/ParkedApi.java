package io.tollbridge.contracts.operations;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Events that a service could not handle, as operations asks each service for them. {@code id} is
 * that of a {@link ParkedKey}.
 */
@HttpExchange("/internal/v1/parked")
public interface ParkedApi {

    /** All parked keys of the service. */
    @GetExchange
    List<ParkedKey> keys();

    /** The oldest events of a key, at most 100, with their bodies. */
    @GetExchange("/{group}/{id}")
    List<ParkedEvent> events(@PathVariable String group, @PathVariable String id);

    /** Handles the events of a key again, oldest first, until one fails. */
    @PostExchange("/{group}/{id}/retry")
    ParkedOutcome retry(@PathVariable String group, @PathVariable String id);

    /** Drops the oldest event of a key. */
    @PostExchange("/{group}/{id}/skip")
    ParkedOutcome skip(
            @PathVariable String group, @PathVariable String id, @RequestBody ParkedSkip skip);
}
