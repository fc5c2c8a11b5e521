package io.tollbridge.checkout.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.springframework.core.io.ClassPathResource;

/**
 * A page or a part of one: text with {@code {{names}}}. A name without a value is an error, not an
 * empty place, and every value is escaped unless it is {@link Html}.
 */
final class Template {

    private static final Pattern NAME = Pattern.compile("\\{\\{([a-z0-9_]+)}}");

    private final String file;
    private final String text;

    private Template(String file, String text) {
        this.file = file;
        this.text = text;
    }

    static Template of(String file) {
        try {
            var resource = new ClassPathResource("pages/" + file);
            return new Template(file, resource.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Html with(Map<String, ?> values) {
        return new Html(NAME.matcher(text).replaceAll(found -> quoted(value(found, values))));
    }

    private String value(MatchResult found, Map<String, ?> values) {
        return switch (values.get(found.group(1))) {
            case Html(var markup) -> markup;
            case null ->
                    throw new IllegalStateException(
                            file + ": " + found.group(1) + " (expected: a value)");
            case Object other -> Html.escaped(other.toString());
        };
    }

    private static String quoted(String value) {
        return java.util.regex.Matcher.quoteReplacement(value);
    }

    /** Joins maps of values; a later one wins. */
    @SafeVarargs
    static Map<String, Object> all(Map<String, ?>... maps) {
        var joined = new HashMap<String, Object>();
        for (var map : maps) {
            joined.putAll(map);
        }
        return joined;
    }
}
