package io.tollbridge.operations.parking;

import io.tollbridge.contracts.operations.ParkedApi;
import io.tollbridge.contracts.operations.ParkedKey;
import io.tollbridge.operations.section.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/** The keys whose events wait, of all services. */
@Component
public class ParkedKeys {

    private final ParkingConfiguration.Services services;

    /** A key of one service. */
    public record ParkedLine(String service, ParkedKey parked) {}

    /**
     * What the services said.
     *
     * @param missing services that did not answer: what they have parked is not among the lines
     */
    public record Found(List<ParkedLine> lines, List<String> missing) {}

    ParkedKeys(ParkingConfiguration.Services services) {
        this.services = services;
    }

    /** Asks all at once. */
    public Found all() {
        var asked = new LinkedHashMap<String, CompletableFuture<Optional<List<ParkedKey>>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            services.byName()
                    .forEach((name, api) ->
                            asked.put(
                                    name,
                                    CompletableFuture.supplyAsync(() -> keys(name, api), threads)));
        }
        var missing = new ArrayList<String>();
        var lines = new ArrayList<ParkedLine>();
        asked.forEach((service, answer) ->
                answer.join()
                        .ifPresentOrElse(
                                keys ->
                                        keys.forEach(
                                                key -> lines.add(new ParkedLine(service, key))),
                                () -> missing.add(service)));
        return new Found(lines, missing);
    }

    /** Empty when the service does not answer. */
    private static Optional<List<ParkedKey>> keys(String service, ParkedApi api) {
        var keys = new ArrayList<ParkedKey>();
        var answer =
                Section.ask(
                        service,
                        () -> {
                            keys.addAll(api.keys());
                            return Section.none(null);
                        });
        return answer.isMissing() ? Optional.empty() : Optional.of(keys);
    }
}
