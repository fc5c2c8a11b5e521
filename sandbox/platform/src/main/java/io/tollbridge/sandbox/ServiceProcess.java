package io.tollbridge.sandbox;

import io.tollbridge.sandbox.ServiceCatalog.Service;
import io.tollbridge.sandbox.servers.ChildProcess;
import io.tollbridge.sandbox.servers.SandboxLayout;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Command lines of services and simulators. */
final class ServiceProcess {
    /** Small heaps and a small collector: thirteen of these share one machine. */
    private static final List<String> JVM_FLAGS =
            List.of(
                    "-Xms32m",
                    "-Xmx256m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-Xss512k",
                    "-XX:ReservedCodeCacheSize=64m",
                    "-Duser.timezone=UTC",
                    "-Dfile.encoding=UTF-8",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow");

    /**
     * Measured: 4.8 instead of 9.9 seconds of processor time to ready. Whoever is on the path of a
     * payment keeps the optimising compiler, which pays for itself under load.
     */
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** The default young generation is a third of the 32 MB a heap begins with: for no load. */
    private static final List<String> UNDER_LOAD = List.of("-Xms96m", "-Xmn48m");

    private final StateFolder state;
    private final ServiceLibraries libraries;
    private final AotCache cache;

    ServiceProcess(StateFolder state, ServiceLibraries libraries) {
        this.state = state;
        this.libraries = libraries;
        this.cache = new AotCache(state.cache(), libraries);
    }

    AotCache cache() {
        return cache;
    }

    /** Starts a service from its own thin jar. */
    ChildProcess launch(Service service, List<String> extraFlags) {
        var flags = service.onPath() ? UNDER_LOAD : List.of(QUICK_START);
        var command = command(cache.flags(), flags, extraFlags);
        command.add("-cp");
        command.add(classPath(service.jar()));
        command.add(service.mainClass());
        command.add(configArgument(service));
        return start(service.name(), command);
    }

    /** Starts a service so that its end writes the cache. */
    ChildProcess train(Service service) {
        var command = command(cache.trainingFlags(), List.of(), List.of());
        command.add("-cp");
        command.add(libraries.sharedPath());
        command.add("io.tollbridge.sandbox.training.ServiceTraining");
        command.add(libraries.jarOf(service.jar()).toString());
        command.add(service.mainClass());
        command.add(configArgument(service));
        return start("aot-cache-" + libraries.group(), command);
    }

    /** Starts a simulator. */
    ChildProcess launchSimulator(
            String name, String mainClass, List<String> arguments, List<String> extraFlags) {
        var command = command(cache.flags(), List.of(QUICK_START), extraFlags);
        command.add("-cp");
        command.add(classPath("simulators.jar"));
        command.add(mainClass);
        command.addAll(arguments);
        return start(name, command);
    }

    private static List<String> command(
            List<String> cacheFlags, List<String> flags, List<String> extraFlags) {
        var command = new ArrayList<String>();
        command.add(SandboxLayout.java());
        command.addAll(JVM_FLAGS);
        command.addAll(cacheFlags);
        command.addAll(flags);
        command.addAll(extraFlags);
        return command;
    }

    private String classPath(String jar) {
        return libraries.sharedPath() + File.pathSeparator + libraries.jarOf(jar);
    }

    private String configArgument(Service service) {
        return "--spring.config.additional-location=" + state.config(service.name()).toUri();
    }

    private ChildProcess start(String name, List<String> command) {
        return ChildProcess.start(name, command, state.data(name), state.log(name));
    }
}
