package io.tollbridge.e2e;

import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.PlatformOptions;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Books;
import io.tollbridge.sandbox.client.Merchant;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/** One whole platform for all journeys of this module: started by the first, stopped at the end. */
final class TheSandbox {

    /** Beside a sandbox that a developer may have running. */
    private static final int PORT_OFFSET = 10_000;

    private static final Path HOME = Path.of("target/sandbox").toAbsolutePath();
    private static final Platform PLATFORM = start();
    private static final List<ApiClient> MERCHANTS = new CopyOnWriteArrayList<>();

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
        var merchant = Merchant.create(addresses(), name);
        MERCHANTS.add(merchant.api());
        return merchant;
    }

    /** A client for each merchant there is until now. */
    static List<ApiClient> merchants() {
        return List.copyOf(MERCHANTS);
    }

    /** What everybody's books hold of all merchants there are until now. */
    static Books books() {
        return new Books(addresses(), operator(), MERCHANTS);
    }

    /** The acquirer's own books, as another company keeps them. */
    static ApiClient acquirer() {
        return new ApiClient(addresses().acquirer(), null);
    }

    /** How often the acquirer, by its own books, took the money of a payment and kept it. */
    static long chargesOf(String payment) {
        return charges(payment.substring("pay_".length()));
    }

    /** The same for all payments there are. */
    static long charges() {
        return charges("");
    }

    private static long charges(String within) {
        return acquirer()
                .get("/__admin/books?currency=EUR")
                .path("entries")
                .valueStream()
                .map(JsonNode::toString)
                .filter(entry -> entry.contains(within) && entry.contains("CAPTURED"))
                .count();
    }

    static String kafka() {
        return addresses().kafka();
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
