package io.tollbridge.simulator.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What a route answers. The body is streamed, so that large books need little memory. */
public record HttpAnswer(int status, String contentType, Map<String, String> headers, Body body) {

    /** Writes the body; called once. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    public static HttpAnswer json(int status, Object value) {
        return new HttpAnswer(
                status,
                "application/json",
                Map.of(),
                out -> out.write(Json.MAPPER.writeValueAsBytes(value)));
    }

    public static HttpAnswer file(String contentType, Map<String, String> headers, Path file) {
        return new HttpAnswer(200, contentType, headers, out -> Files.copy(file, out));
    }

    static HttpAnswer problem(Problem problem) {
        return new HttpAnswer(
                problem.status(),
                "application/problem+json",
                Map.of(),
                out -> out.write(Json.MAPPER.writeValueAsBytes(problem.body())));
    }
}
