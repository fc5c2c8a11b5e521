package io.tollbridge.channel.channel;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Delivers a file of what was booked on a day, once that day is over. */
public interface Reports {

    /** Whose statements these are: the channel's or the bank's name. */
    String name();

    /** The day's file; empty while there is none. Throws when it is damaged or nobody answers. */
    Optional<byte[]> fetch(LocalDate day) throws IOException;

    /**
     * Reads a file. Pure.
     *
     * @throws UnreadableStatementException when the file as a whole cannot be trusted
     */
    Report read(LocalDate day, String fileHash, byte[] file);

    /**
     * What a file says, as events.
     *
     * @param lines in the file's order
     * @param completed published after the lines
     * @param rejects rows that could not be read
     */
    record Report(List<Line> lines, Object completed, List<Reject> rejects) {}

    /** An event for one row. */
    record Line(int row, Object event) {}

    /** A row that is not published, and why. */
    record Reject(int row, String reason, String content) {}

    /** The file is not what it should be; fetch it again later. */
    final class UnreadableStatementException extends RuntimeException {
        public UnreadableStatementException(String message) {
            super(message);
        }

        public UnreadableStatementException(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
