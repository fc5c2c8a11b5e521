package io.tollbridge.operations.section;

import io.tollbridge.starter.http.ServiceCallException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One part of an answer.
 *
 * @param status {@code ok}; {@code none}: asked, and there is nothing; {@code missing}: it could
 *     not be asked
 * @param reason why it is missing, or why there is nothing
 * @param data what the part is about
 */
public record Section(String status, @Nullable String reason, @Nullable Object data) {

    private static final Logger log = LoggerFactory.getLogger(Section.class);

    public static Section ok(Object data) {
        return new Section("ok", null, data);
    }

    public static Section none(@Nullable String reason) {
        return new Section("none", reason, null);
    }

    public static Section missing(String reason) {
        return new Section("missing", reason, null);
    }

    /** A list is {@code none} when it is empty. */
    public static Section of(List<?> data) {
        return data.isEmpty() ? none(null) : ok(data);
    }

    /** What a source says; whatever goes wrong there is the reason that it is missing. */
    public static Section ask(String name, Supplier<Section> source) {
        try {
            return source.get();
        } catch (ServiceCallException e) {
            return missing(
                    e.status() == 0
                            ? e.service() + " does not answer"
                            : e.service() + " answers " + e.status());
        } catch (RuntimeException e) { // of whatever kind: the other parts are shown all the same
            log.atWarn().addKeyValue("section.name", name).setCause(e).log("section.missing");
            return missing(e.getClass().getSimpleName());
        }
    }

    public boolean isMissing() {
        return status.equals("missing");
    }

    /** The names of the parts that could not be asked. */
    public static List<String> missingIn(Map<String, Section> sections) {
        return sections.entrySet().stream()
                .filter(section -> section.getValue().isMissing())
                .map(Map.Entry::getKey)
                .toList();
    }
}
