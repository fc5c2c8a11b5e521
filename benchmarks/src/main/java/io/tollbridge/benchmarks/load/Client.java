package io.tollbridge.benchmarks.load;

import java.io.IOException;

/** One of those who ask. */
public interface Client extends AutoCloseable {

    /** What {@link #turn} says when all went well. */
    String GOOD = "";

    /** Asks once and waits for the answer: {@link #GOOD}, or in a few words what is wrong. */
    String turn() throws IOException;

    @Override
    default void close() throws IOException {}
}
