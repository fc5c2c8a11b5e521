package io.tollbridge.starter.aggregate;

/**
 * What is stored of an aggregate.
 *
 * @param version sequence of its newest event; 0 when only a fence has been here
 * @param epoch raised by each fence: a transition that was decided before it can no longer apply
 * @param snapshot the whole state, as the owner wrote it; empty at version 0
 */
public record Aggregate(String id, int version, int epoch, byte[] snapshot) {

    /** What stands at an id nobody has used. */
    public static Aggregate absent(String id) {
        return new Aggregate(id, 0, 0, new byte[0]);
    }

    public boolean exists() {
        return version > 0;
    }
}
