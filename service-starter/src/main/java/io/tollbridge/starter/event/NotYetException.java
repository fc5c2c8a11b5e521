package io.tollbridge.starter.event;

/**
 * An event cannot be handled yet, through no fault of its own: something else must happen first, or
 * others were faster. Its batch is tried again, in its place, for as long as that takes.
 */
public class NotYetException extends IllegalStateException {

    public NotYetException(String message) {
        super(message);
    }
}
