package io.tollbridge.starter.event;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Keys in paths: as they are, unless a stranger wrote them; then {@code ~} and Base64. */
final class ParkedId {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_:-][A-Za-z0-9_:.-]{0,199}");
    private static final String CODED = "~";

    private ParkedId() {}

    static String of(String key) {
        return PLAIN.matcher(key).matches()
                ? key
                : CODED
                        + Base64.getUrlEncoder()
                                .withoutPadding()
                                .encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    /** The key; of what is no id, itself: nothing has that key. */
    static String key(String id) {
        if (!id.startsWith(CODED)) {
            return id;
        }
        try {
            return new String(
                    Base64.getUrlDecoder().decode(id.substring(CODED.length())),
                    StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return id;
        }
    }
}
