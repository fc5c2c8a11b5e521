package io.tollbridge.kernel;

/** An id of one kind of thing. On the wire it is its {@link #value()}, a prefixed string. */
public interface TypedId {

    /** The id as it stands on the wire and in tables, prefix included. */
    String value();

    /**
     * Checks that a value has the form {@code prefix + at least one of [A-Za-z0-9_-]}, at most 128.
     */
    static String checked(String prefix, String value) {
        boolean wellFormed =
                value.length() > prefix.length()
                        && value.length() <= 128
                        && value.startsWith(prefix)
                        && value.chars().allMatch(TypedId::isIdCharacter);
        if (!wellFormed) {
            throw new IllegalArgumentException(
                    "id: " + value + " (expected: " + prefix + " and letters or digits)");
        }
        return value;
    }

    private static boolean isIdCharacter(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '-';
    }
}
