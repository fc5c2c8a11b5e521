package io.tollbridge.soak.facts;

/**
 * A question asked at the end whose right answer is known.
 *
 * @param invariant such as {@code I16}
 */
public record Probe(String invariant, String question, String expected, String seen) {

    public boolean isRight() {
        return expected.equals(seen);
    }
}
