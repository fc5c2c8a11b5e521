package io.tollbridge.e2e;

import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.PlatformOptions;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Merchant;
import java.nio.file.Path;
import java.util.List;

/** One whole platform for all journeys of this module: started by the first, stopped at the end. */
final class TheSandbox {

    /** Beside a sandbox that a developer may have running. */
    private static final int PORT_OFFSET = 10_000;

    private static final Path HOME = Path.of("target/sandbox").toAbsolutePath();
    private static final Platform PLATFORM = start();

    private TheSandbox() {}

    static Platform platform() {
        return PLATFORM;
    }

    static Addresses addresses() {
        return new Addresses(HOME, PORT_OFFSET);
    }

    static ApiClient operator() {
        return new ApiClient(addresses().gateway(), addresses().operatorKey());
    }

    static Merchant merchant(String name) {
        return Merchant.create(addresses(), name);
    }

    /** The acquirer's own books, as another company keeps them. */
    static ApiClient acquirer() {
        return new ApiClient(addresses().acquirer(), null);
    }

    /** Ends a service and starts it again armed to die at a point, or unarmed. */
    static void restart(String service, List<String> jvmFlags) {
        PLATFORM.stop(service);
        PLATFORM.start(service, jvmFlags);
        PLATFORM.awaitReady(service);
    }

    private static Platform start() {
        var options = PlatformOptions.defaults().in(HOME, PORT_OFFSET).withFresh(true);
        var platform = Platform.up(options);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::down, "sandbox-down"));
        return platform;
    }
}
