package io.tollbridge.sandbox;

import io.tollbridge.sandbox.servers.ServerFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./tollbridge clock [advance 1d]}: the business clock, through the gateway as an operator.
 */
record ClockCommand(Platform platform) {
    private static final int TIMEOUT_MILLIS = 15_000;
    private static final Pattern AMOUNT =
            Pattern.compile("(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s)?");

    int run(List<String> args) throws IOException {
        if (args.isEmpty()) {
            System.out.println(call("GET", "/ops/v1/clock", null));
        } else if (args.size() == 2 && args.getFirst().equals("advance")) {
            String by = isoDuration(args.get(1));
            System.out.println(call("POST", "/ops/v1/clock/advance", "{\"by\":\"" + by + "\"}"));
        } else {
            throw new IllegalArgumentException("expected: clock, or clock advance 1d");
        }
        return 0;
    }

    /** {@code 1d12h} becomes {@code P1DT12H}; what is ISO 8601 already stays. */
    static String isoDuration(String text) {
        if (text.startsWith("P")) {
            return text;
        }
        var match = AMOUNT.matcher(text.toLowerCase(Locale.ROOT));
        if (text.isEmpty() || !match.matches()) {
            throw new IllegalArgumentException(
                    "duration: '" + text + "' (expected: such as 1d, 12h, 30m or 1d12h)");
        }
        var iso = new StringBuilder("P");
        if (match.group(1) != null) {
            iso.append(match.group(1)).append('D');
        }
        var time = new StringBuilder();
        String units = "HMS";
        for (int i = 0; i < units.length(); i++) {
            if (match.group(i + 2) != null) {
                time.append(match.group(i + 2)).append(units.charAt(i));
            }
        }
        return time.isEmpty() ? iso.toString() : iso.append('T').append(time).toString();
    }

    private String call(String method, String path, @Nullable String body) throws IOException {
        if (platform.status().isEmpty()) {
            throw new ServerFailedException(
                    "nothing is running (./tollbridge up starts the platform)");
        }
        var url = platform.gateway().resolve(path);
        var connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setConnectTimeout(TIMEOUT_MILLIS);
        connection.setReadTimeout(TIMEOUT_MILLIS);
        connection.setRequestProperty("Authorization", "Bearer " + platform.operatorKey());
        connection.setRequestProperty("Idempotency-Key", UUID.randomUUID().toString());
        if (body != null) {
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            try (var out = connection.getOutputStream()) {
                out.write(body.getBytes(StandardCharsets.UTF_8));
            }
        }
        int status = connection.getResponseCode();
        boolean good = status < HttpURLConnection.HTTP_BAD_REQUEST;
        String answer = text(good ? connection.getInputStream() : connection.getErrorStream());
        if (!good) {
            throw new ServerFailedException(
                    method + " " + url + " answered " + status + ": " + answer);
        }
        return answer;
    }

    private static String text(@Nullable InputStream stream) throws IOException {
        if (stream == null) {
            return "";
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8).strip();
        }
    }
}
