package io.tollbridge.merchant.apikey;

import java.util.Set;

/** What a key is for. */
enum KeyKind {
    /** For a merchant's servers: everything. */
    SECRET("sk", "*"),
    /** For pages and apps: turns cards into tokens and nothing else. */
    PUBLISHABLE("pk", "tokens:write");

    private final String prefix;
    private final String scope;

    KeyKind(String prefix, String scope) {
        this.prefix = prefix;
        this.scope = scope;
    }

    String prefix() {
        return prefix;
    }

    Set<String> scopes() {
        return Set.of(scope);
    }

    /** The word on the wire. */
    String wire() {
        return this == SECRET ? "secret" : "publishable";
    }

    static KeyKind ofPrefix(String prefix) {
        return prefix.equals("pk") ? PUBLISHABLE : SECRET;
    }

    static KeyKind ofWire(String wire) {
        return switch (wire) {
            case "secret" -> SECRET;
            case "publishable" -> PUBLISHABLE;
            default ->
                    throw new IllegalArgumentException(
                            "kind: " + wire + " (expected: secret, publishable)");
        };
    }
}
