package io.tollbridge.operations.parking;

import io.tollbridge.contracts.operations.ParkedApi;
import io.tollbridge.contracts.operations.ParkedEvent;
import io.tollbridge.contracts.operations.ParkedOutcome;
import io.tollbridge.contracts.operations.ParkedSkip;
import io.tollbridge.operations.audit.AuditTrail;
import io.tollbridge.operations.parking.ParkedKeys.ParkedLine;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Events that could not be handled, of all services. */
@RestController
@RequestMapping("/ops/v1/parked")
class ParkingController {

    private static final int LONGEST_REASON = 500;

    private final ParkingConfiguration.Services services;
    private final ParkedKeys parked;

    /**
     * All parked keys.
     *
     * @param object always {@code list}
     * @param missing services that did not answer: what they have parked is not in the list
     */
    record ParkedList(
            String object, boolean complete, List<String> missing, List<ParkedLine> data) {}

    /**
     * The events of a key.
     *
     * @param object always {@code list}
     */
    record ParkedEvents(String object, List<ParkedEvent> data) {}

    /**
     * What to drop.
     *
     * @param place of the event, as listed
     * @param reason why it is right that it has no effect
     */
    record Skip(@Nullable String place, @Nullable String reason) {}

    ParkingController(ParkingConfiguration.Services services, ParkedKeys parked) {
        this.services = services;
        this.parked = parked;
    }

    @GetMapping
    ParkedList list() {
        var found = parked.all();
        return new ParkedList("list", found.missing().isEmpty(), found.missing(), found.lines());
    }

    @GetMapping("/{service}/{group}/{id}")
    ParkedEvents events(
            @PathVariable String service, @PathVariable String group, @PathVariable String id) {
        return new ParkedEvents("list", ask(service, api -> api.events(group, id)));
    }

    @PostMapping("/{service}/{group}/{id}/retry")
    ParkedOutcome retry(
            @PathVariable String service,
            @PathVariable String group,
            @PathVariable String id,
            HttpServletRequest request) {
        var outcome = ask(service, api -> api.retry(group, id));
        AuditTrail.note(request, "handled " + outcome.handled() + ", " + outcome.left() + " left");
        return outcome;
    }

    @PostMapping("/{service}/{group}/{id}/skip")
    ParkedOutcome skip(
            @PathVariable String service,
            @PathVariable String group,
            @PathVariable String id,
            @RequestBody Skip body,
            Caller caller,
            HttpServletRequest request) {
        String place = given("place", body.place());
        String reason = given("reason", body.reason());
        AuditTrail.note(request, place + ": " + reason);
        return ask(
                service,
                api -> api.skip(group, id, new ParkedSkip(place, reason, caller.subject())));
    }

    private static String given(String field, @Nullable String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST_REASON) {
            throw ProblemException.badRequest(
                    "invalid_parameter",
                    field,
                    field + ": (expected: 1 to " + LONGEST_REASON + " characters)");
        }
        return value;
    }

    /** What a service refuses is refused here, in its words. */
    private <T> T ask(String service, Function<ParkedApi, T> question) {
        var api = services.byName().get(service);
        if (api == null) {
            throw ProblemException.notFound("service", service);
        }
        try {
            return question.apply(api);
        } catch (ServiceCallException e) {
            throw switch (e.status()) {
                case 404 -> ProblemException.notFound("parked key", "of this name");
                case 409 ->
                        ProblemException.conflict(
                                "not_possible_now", String.valueOf(e.getMessage()));
                default ->
                        ProblemException.unavailable(
                                "service_unavailable",
                                service + " gives no answer: see whether it was done",
                                Duration.ofSeconds(2));
            };
        }
    }
}
