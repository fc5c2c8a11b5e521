package io.tollbridge.sandbox;

import io.tollbridge.sandbox.Component.Kind;
import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.ProcessId;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * A platform on this machine, running or not. Names of processes: {@code cassandra}, {@code kafka},
 * {@code redis}, {@code bank}, {@code acquirer}, and each service without {@code -service}.
 */
public final class Platform implements AutoCloseable {
    /** Away from the platform of this tree and from that of its tests. */
    private static final int RECORDING_OFFSET = 5_000;

    private final PlatformOptions options;
    private final StateFolder state;
    private final Components components;
    private final PlatformPorts ports;

    private Platform(PlatformOptions options) {
        this.options = options;
        this.state =
                new StateFolder(options.home(), options.layout().root().resolve(".tollbridge"));
        this.components = new Components(options, state);
        this.ports = new PlatformPorts(options.portOffset());
    }

    /** Starts what is not running and returns when all is ready. */
    public static Platform up(PlatformOptions options) {
        return up(options, Progress.SILENT);
    }

    /** Starts what is not running and returns when all is ready. */
    public static Platform up(PlatformOptions options, Progress progress) {
        var platform = new Platform(options);
        platform.state.locked(() -> platform.startAll(progress));
        return platform;
    }

    /** The platform of these options, as it is now. */
    public static Platform attach(PlatformOptions options) {
        return new Platform(options);
    }

    /**
     * One process as it is now.
     *
     * @param ready whether it answers its readiness probe
     */
    public record Status(
            String name, int port, ProcessId process, boolean alive, boolean ready, Path log) {}

    /** All processes that were started, in the order of their start. */
    public List<Status> status() {
        var all = new ArrayList<Status>();
        for (Component component : components.all()) {
            state.process(component.name())
                    .map(process -> status(component, process))
                    .ifPresent(all::add);
        }
        return all;
    }

    /**
     * Records the AOT caches that are missing, so that the next start is quick. It works on a
     * platform of its own, with ports and an empty folder of its own, and leaves nothing else.
     */
    public static void record(PlatformOptions defaults, Progress progress) {
        var platform = recording(defaults);
        platform.state.locked(() -> platform.recordAll(progress));
    }

    /** Whether there is nothing to record: no cache is missing. */
    public static boolean isRecorded(PlatformOptions defaults) {
        return CacheTraining.trainers(recording(defaults).components).isEmpty();
    }

    private static Platform recording(PlatformOptions defaults) {
        Path folder = defaults.layout().root().resolve(".tollbridge/recording");
        int offset = defaults.portOffset() + RECORDING_OFFSET;
        return new Platform(defaults.in(folder, offset).withFresh(true));
    }

    private static Status status(Component component, ChildProcess process) {
        boolean alive = process.isAlive();
        return new Status(
                component.name(),
                component.port(),
                process.id(),
                alive,
                alive && ChildProcess.answers(component.probe()),
                process.log());
    }

    /** Starts one process and returns at once. */
    public void start(String name, List<String> jvmFlags) {
        var component = components.named(name);
        if (state.running(name).isPresent()) {
            throw new ServerFailedException(name + " is running already");
        }
        new Launches(state).launch(name, () -> component.launcher().launch(jvmFlags));
    }

    /** Returns when the process is ready; fails when it dies first. */
    public void awaitReady(String name) {
        var component = components.named(name);
        state.process(name)
                .orElseThrow(() -> new ServerFailedException(name + " is not running"))
                .awaitReady(component.probe(), component.kind().startLimit);
    }

    /** Ends a process as a crash would. */
    public void kill9(String name) {
        running(name).kill();
    }

    /** Whether the process lives, ready or not. */
    public boolean isRunning(String name) {
        return state.running(name).isPresent();
    }

    /** Has a process stand still, as on a machine that is too busy, until {@link #thaw}. */
    public void freeze(String name) {
        running(name).signal("STOP");
    }

    /** Has a frozen process go on; nothing happens to one that is not. */
    public void thaw(String name) {
        running(name).signal("CONT");
    }

    /** Returns when the process has ended by itself, such as at an armed crash point. */
    public void awaitExit(String name, Duration limit) {
        var process = state.process(name);
        if (process.isPresent() && !process.get().awaitExit(limit)) {
            throw new ServerFailedException(name + " still runs after " + limit.toSeconds() + " s");
        }
    }

    /** Stops one process gracefully. */
    public void stop(String name) {
        var component = components.named(name);
        state.running(name).ifPresent(process -> process.stop(component.kind().stopGrace));
        state.forget(name);
    }

    /** Stops everything, gateway and services first, and leaves the data. */
    public void down() {
        state.locked(() -> new Shutdown(state).stop(components.all()));
    }

    @Override
    public void close() {
        down();
    }

    public PlatformOptions options() {
        return options;
    }

    /** Where merchants call. */
    public URI gateway() {
        return URI.create(PlatformPorts.url(ports.gateway()));
    }

    /** Where a process is called; for the acquirer its HTTP side. */
    public URI url(String name) {
        int port = name.equals("acquirer") ? ports.acquirerHttp() : components.named(name).port();
        return URI.create(PlatformPorts.url(port));
    }

    /** The log file of a process. */
    public Path log(String name) {
        return state.log(components.named(name).name());
    }

    /** The key with which an operator calls {@code /ops}. */
    public String operatorKey() {
        return state.secrets().operatorKey();
    }

    private ChildProcess running(String name) {
        return state.running(name)
                .orElseThrow(() -> new ServerFailedException(name + " is not running"));
    }

    private void startAll(Progress progress) {
        var starting =
                prepare(
                        components.all().stream()
                                .filter(component ->
                                        options.fresh()
                                                || state.running(component.name()).isEmpty())
                                .toList());
        undoneOnFailure(
                starting,
                progress,
                launches -> {
                    var startup = new Startup(one -> launchAndAwait(launches, one), progress);
                    startup.run(of(starting, Kind.STORE), Kind.STORE);
                    new CacheTraining(components, state, launches).run(progress);
                    startup.run(
                            starting.stream()
                                    .filter(component -> component.kind() != Kind.STORE)
                                    .toList(),
                            Kind.SERVICE);
                    // One that was ready first may have died while the last one started.
                    components.all().forEach(component -> awaitReady(component.name()));
                });
    }

    private void recordAll(Progress progress) {
        var stores = prepare(components.of(Kind.STORE));
        try {
            undoneOnFailure(
                    stores,
                    progress,
                    launches -> {
                        new Startup(one -> launchAndAwait(launches, one), progress)
                                .run(stores, Kind.STORE);
                        new CacheTraining(components, state, launches).run(progress);
                    });
        } finally {
            new Shutdown(state).stop(stores);
        }
        if (!CacheTraining.trainers(components).isEmpty()) {
            throw new ServerFailedException(
                    "not every cache was recorded (logs: " + options.home().resolve("logs") + ")");
        }
        state.empty();
    }

    /** Checks and writes what the start of these components needs. */
    private List<Component> prepare(List<Component> starting) {
        if (options.fresh()) {
            new Shutdown(state).stop(components.all());
            state.empty();
        }
        Preflight.check(starting);
        var names = ServiceCatalog.ALL.stream().map(ServiceCatalog.Service::name).toList();
        state.secrets().ensure(names);
        var config = new ServiceConfig(options, state);
        ServiceCatalog.ALL.forEach(config::write);
        return starting;
    }

    /** Whoever interrupts a start wants none of it to stay, and not to hear of each part. */
    private void undoneOnFailure(
            List<Component> starting, Progress progress, Consumer<Launches> start) {
        var launches = new Launches(state);
        Runnable undo =
                () -> {
                    var started = launches.end();
                    new Shutdown(state).stop(starting);
                    started.stream()
                            .filter(ChildProcess::isAlive)
                            .forEach(ChildProcess::kill); // a training run
                };
        var hook =
                new Thread(
                        () -> {
                            progress.interrupted();
                            undo.run();
                        },
                        "undo");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            start.accept(launches);
        } catch (RuntimeException e) {
            undo.run();
            throw e;
        } finally {
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) { // the end has begun, and the hook tells of it
            while (true) { // this thread would only tell what the end broke
                LockSupport.park(hook);
            }
        }
    }

    private static List<Component> of(List<Component> starting, Kind kind) {
        return starting.stream().filter(component -> component.kind() == kind).toList();
    }

    private void launchAndAwait(Launches launches, Component component) {
        launches.launch(component.name(), () -> component.launcher().launch(List.of()));
        awaitReady(component.name());
    }
}
