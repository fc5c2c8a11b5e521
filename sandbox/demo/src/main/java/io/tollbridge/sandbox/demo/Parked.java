package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * {@code ./tollbridge parked}: events that a service could not handle. Ends with 1 when some wait,
 * or when what was asked for could not be done.
 */
public final class Parked {

    private static final String PARKED = "/ops/v1/parked";

    private final ApiClient ops;

    private record Told(String text, boolean good) {}

    private Parked(ApiClient ops) {
        this.ops = ops;
    }

    public static void main(String[] args) {
        try {
            var at = Addresses.ofThisMachine();
            var told = new Parked(new ApiClient(at.gateway(), at.operatorKey())).run(args);
            System.out.print(told.text);
            System.exit(told.good ? 0 : 1);
        } catch (RuntimeException e) {
            System.err.println("tollbridge parked: " + e.getMessage());
            System.exit(1);
        }
    }

    private Told run(String[] args) {
        String path = path(args);
        return switch (args[0]) {
            case "list" -> {
                var list = ops.get(PARKED);
                yield new Told(
                        list(list),
                        list.path("complete").asBoolean() && list.path("data").isEmpty());
            }
            case "show" -> new Told(events(ops.get(path)), true);
            case "retry" -> outcome(ops.post(path + "/retry", Map.of()).expect(200));
            case "skip" -> {
                var skip = Map.of("place", args[4], "reason", args[5]);
                yield outcome(ops.post(path + "/skip", skip).expect(200));
            }
            default ->
                    throw new IllegalArgumentException(
                            args[0] + " (expected: list, show, retry or skip)");
        };
    }

    /** Of service, group and key, the second to the fourth argument. */
    private static String path(String[] args) {
        return Arrays.stream(args)
                .skip(1)
                .limit(3)
                .map(part -> URLEncoder.encode(part, StandardCharsets.UTF_8))
                .collect(Collectors.joining("/", PARKED + "/", ""));
    }

    /** The keys that wait, and services that did not answer. */
    static String list(JsonNode list) {
        var text = new StringBuilder();
        for (JsonNode line : list.path("data")) {
            var parked = line.path("parked");
            var oldest = parked.path("oldest");
            text.append(
                    "%s %s %s  %d waiting since %s, oldest %s %s, %d tries: %s%n"
                            .formatted(
                                    line.path("service").asString(),
                                    parked.path("group").asString(),
                                    parked.path("id").asString(),
                                    parked.path("events").asLong(),
                                    oldest.path("parked_at").asString(),
                                    oldest.path("place").asString(),
                                    oldest.path("type").asString("undecodable"),
                                    oldest.path("tries").asInt(),
                                    oldest.path("error").asString("")));
        }
        for (JsonNode service : list.path("missing")) {
            text.append("%s does not answer%n".formatted(service.asString()));
        }
        return text.isEmpty() ? "Nothing is parked.%n".formatted() : text.toString();
    }

    /** The events of a key, oldest first. */
    static String events(JsonNode list) {
        var text = new StringBuilder();
        for (JsonNode event : list.path("data")) {
            text.append(
                    "%s  %s %s, %d tries%n"
                            .formatted(
                                    event.path("place").asString(),
                                    event.path("type").asString("undecodable"),
                                    event.path("event").asString(""),
                                    event.path("tries").asInt()));
            if (event.hasNonNull("error")) {
                text.append(
                        "  %s (first %s, last %s)%n"
                                .formatted(
                                        event.path("error").asString(),
                                        event.path("first_failed_at").asString(),
                                        event.path("last_failed_at").asString()));
            }
            String body = event.path("body").asString(event.path("base64").asString(""));
            text.append("  %s%n".formatted(body));
        }
        return text.toString();
    }

    private static Told outcome(JsonNode outcome) {
        boolean good = !outcome.hasNonNull("error");
        String text =
                "%d handled, %d left%s%n"
                        .formatted(
                                outcome.path("handled").asInt(),
                                outcome.path("left").asLong(),
                                good ? "" : ": " + outcome.path("error").asString());
        return new Told(text, good);
    }
}
