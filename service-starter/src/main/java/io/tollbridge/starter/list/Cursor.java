package io.tollbridge.starter.list;

import io.tollbridge.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.zip.CRC32;

/**
 * An opaque place in a list. Carries a checksum so that a mangled cursor is told from a good one;
 * it grants nothing: whoever reads by it checks the caller again.
 */
public final class Cursor {

    private Cursor() {}

    /** Joins words (none may hold a line feed) to a cursor. */
    public static String encode(String... words) {
        String text = String.join("\n", words);
        String whole = Long.toHexString(checksum(text)) + "\n" + text;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(whole.getBytes(StandardCharsets.UTF_8));
    }

    /** The words of a cursor; 400 when it is none of ours. */
    public static List<String> decode(String cursor) {
        try {
            String whole =
                    new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            int end = whole.indexOf('\n');
            String text = whole.substring(end + 1);
            if (end < 0 || Long.parseLong(whole.substring(0, end), 16) != checksum(text)) {
                throw new IllegalArgumentException();
            }
            return List.of(text.split("\n", -1));
        } catch (IllegalArgumentException _) {
            throw invalid();
        }
    }

    /**
     * The place that a cursor's words name; 400 when they name none, as those of another list.
     *
     * @param place reads the words; what it cannot read it may throw at
     */
    public static <T> T read(String cursor, Function<List<String>, T> place) {
        List<String> words = decode(cursor);
        try {
            return place.apply(words);
        } catch (IllegalArgumentException | DateTimeException | IndexOutOfBoundsException _) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return ProblemException.badRequest(
                "invalid_cursor", "cursor", "cursor: (expected: next_cursor of an earlier page)");
    }

    private static long checksum(String text) {
        var crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }
}
