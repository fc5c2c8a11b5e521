package io.tollbridge.simulator.http;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/**
 * One request as a route sees it; {@code variable} is the path segment after the route's prefix.
 */
public record HttpCall(URI uri, String variable, String body) {

    public LocalDate dateNamed(String suffix) {
        String text =
                variable.endsWith(suffix)
                        ? variable.substring(0, variable.length() - suffix.length())
                        : variable;
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException _) {
            throw new Problem(
                    400, "invalid_date", "date: " + text + " (expected: yyyy-MM-dd)", "date");
        }
    }

    public Optional<String> query(String name) {
        String query = uri.getRawQuery();
        if (query == null) {
            return Optional.empty();
        }
        String prefix = name + "=";
        return query.transform(q -> java.util.Arrays.stream(q.split("&", -1)))
                .filter(pair -> pair.startsWith(prefix))
                .map(pair -> pair.substring(prefix.length()))
                .map(value -> URLDecoder.decode(value, StandardCharsets.UTF_8))
                .findFirst();
    }

    public <T> T json(Class<T> type) {
        try {
            return Json.MAPPER.readValue(body, type);
        } catch (JacksonException unreadable) {
            throw new Problem(400, "invalid_json", unreadable.getOriginalMessage(), null);
        }
    }

    /** The body as a loose map, for requests with optional fields only. */
    public Map<String, Object> jsonObject() {
        try {
            return Json.MAPPER.readValue(
                    body, new tools.jackson.core.type.TypeReference<Map<String, Object>>() {});
        } catch (JacksonException unreadable) {
            throw new Problem(400, "invalid_json", unreadable.getOriginalMessage(), null);
        }
    }
}
