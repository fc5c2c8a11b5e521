package io.tollbridge.sandbox;

import java.util.List;

/** The thirteen services in the order in which they are started. */
final class ServiceCatalog {
    /** The gateway runs on WebFlux and so on a class path of its own. */
    static final String GATEWAY = "gateway";

    private static final int MANAGEMENT_OFFSET = 1_000;

    /** Those that others call come first; the gateway needs them all. */
    static final List<Service> ALL =
            List.of(
                    service("merchant", 8104, "Merchant"),
                    onPath("risk", 8112, "Risk"),
                    onPath("channel", 8111, "Channel"),
                    onPath("core-engine", 8103, "CoreEngine"),
                    service("operations", 8110, "Operations"),
                    onPath(GATEWAY, 8080, "Gateway"),
                    service("checkout", 8101, "Checkout"),
                    service("transaction", 8102, "Transaction"),
                    service("compensation", 8105, "Compensation"),
                    service("accounting", 8108, "Accounting"),
                    service("settlement", 8106, "Settlement"),
                    service("reconciliation", 8107, "Reconciliation"),
                    service("finance", 8109, "Finance"));

    private ServiceCatalog() {}

    /**
     * One service.
     *
     * @param name without {@code -service}, as in identities and addresses
     * @param onPath a merchant waits for it while a payment is made
     */
    record Service(String name, int port, String mainClass, boolean onPath) {
        int managementPort() {
            return port + MANAGEMENT_OFFSET;
        }

        String jar() {
            return name + "-service.jar";
        }
    }

    private static Service onPath(String name, int port, String prefix) {
        return new Service(name, port, mainClass(name, prefix), true);
    }

    private static Service service(String name, int port, String prefix) {
        return new Service(name, port, mainClass(name, prefix), false);
    }

    private static String mainClass(String name, String prefix) {
        return "io.tollbridge." + name.replace("-", "") + "." + prefix + "Application";
    }
}
