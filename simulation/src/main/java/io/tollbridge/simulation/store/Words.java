package io.tollbridge.simulation.store;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The words of a CQL statement, one after the other. */
final class Words {

    private static final Pattern WORD =
            Pattern.compile("'[^']*'|:?\\w+|>=|<=|[=<>(),?*{}:.+\\[\\]]|--.*");

    private final String text;
    private final List<String> words = new ArrayList<>();
    private int at;

    Words(String text) {
        this.text = text;
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (!matcher.group().startsWith("--")) {
                words.add(matcher.group());
            }
        }
    }

    boolean isOver() {
        return at == words.size();
    }

    String next() {
        if (isOver()) {
            throw new IllegalArgumentException("not simulated, too short: " + text);
        }
        return words.get(at++);
    }

    boolean skip(String word) {
        boolean there = !isOver() && words.get(at).equalsIgnoreCase(word);
        if (there) {
            at++;
        }
        return there;
    }

    void take(String... expected) {
        for (String word : expected) {
            if (!skip(word)) {
                throw new IllegalArgumentException(
                        "not simulated: " + text + " (expected: " + word + " at " + at + ")");
            }
        }
    }

    /** Names up to a closing bracket. */
    List<String> list() {
        var names = new ArrayList<String>();
        do {
            names.add(next());
        } while (skip(","));
        take(")");
        return names;
    }

    /** Nothing but a closing bracket. */
    List<String> end(String word) {
        take(word);
        return List.of();
    }
}
