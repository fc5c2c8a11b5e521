package io.tollbridge.benchmarks.events;

import io.tollbridge.benchmarks.BenchFailed;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One counter of every service, read where Prometheus reads it. */
public final class Meters {

    private static final String CONDITIONAL_WRITES = "cassandra_conditional_writes_total";
    private static final int TIMEOUT_MILLIS = 5_000;

    private final Map<String, Integer> managementPorts;

    public Meters(Map<String, Integer> managementPorts) {
        this.managementPorts = managementPorts;
    }

    /** Conditional writes since each service's start; without those that do not count them. */
    public Map<String, Double> conditionalWrites() {
        var found = new LinkedHashMap<String, Double>();
        managementPorts.forEach((service, port) -> {
            String text = read(service, port);
            if (text.contains(CONDITIONAL_WRITES)) {
                found.put(service, sum(text, CONDITIONAL_WRITES));
            }
        });
        return found;
    }

    /** The sum of a meter over all its labels, in the text format of Prometheus. */
    static double sum(String text, String meter) {
        return text.lines()
                .filter(line -> line.startsWith(meter + " ") || line.startsWith(meter + "{"))
                .mapToDouble(line -> {
                    int labels = line.lastIndexOf('}');
                    String values = line.substring(labels < 0 ? meter.length() : labels + 1);
                    return Double.parseDouble(values.strip().split("\\s+", 2)[0]);
                })
                .sum();
    }

    private static String read(String service, int port) {
        var uri = URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
        try {
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try (var body = connection.getInputStream()) {
                return new String(body.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new BenchFailed(service + ": its meters cannot be read", e);
        }
    }
}
