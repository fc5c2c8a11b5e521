package io.tollbridge.sandbox;

import io.tollbridge.sandbox.ServiceCatalog.Service;
import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** Makes the AOT caches that are missing, once per build of the libraries. */
record CacheTraining(Components components, StateFolder state, Launches launches) {
    /** Uses all of the starter: Cassandra, Kafka, Redis, HTTP in and out. */
    private static final String PREFERRED = "core-engine";

    /** The services that would record a cache: one of each group without one. */
    static List<Service> trainers(Components components) {
        var trainers = new LinkedHashMap<ServiceProcess, Service>();
        for (Service service : ServiceCatalog.ALL) {
            var group = components.group(service);
            if (components.contains(service.name()) && !group.cache().exists()) {
                trainers.merge(
                        group,
                        service,
                        (first, next) -> next.name().equals(PREFERRED) ? next : first);
            }
        }
        return List.copyOf(trainers.values());
    }

    void run(Progress progress) {
        var runs =
                trainers(components).stream()
                        .map(service -> Thread.ofVirtual().start(() -> train(service, progress)))
                        .toList();
        for (Thread run : runs) {
            try {
                run.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new ServerFailedException("start was interrupted", e);
            }
        }
    }

    /**
     * A failure here costs time at every start, not more: the start itself will tell what is wrong.
     */
    private void train(Service service, Progress progress) {
        var group = components.group(service);
        String name = "aot-cache-" + group.cache().libraries().group();
        long begin = System.nanoTime();
        progress.started(name);
        Optional<ChildProcess> trainer = Optional.empty();
        boolean taken = false;
        try {
            var process = launches.launch(name, () -> group.train(service));
            trainer = Optional.of(process);
            process.awaitReady(
                    components.named(service.name()).probe(), Component.Kind.SERVICE.startLimit);
            taken = group.cache().take(process);
        } catch (ServerFailedException _) {
            trainer.ifPresent(ChildProcess::kill);
            group.cache().discard();
        }
        state.forget(name);
        if (taken) {
            progress.ready(name, Duration.ofNanos(System.nanoTime() - begin));
        } else {
            progress.failed(name);
        }
    }
}
