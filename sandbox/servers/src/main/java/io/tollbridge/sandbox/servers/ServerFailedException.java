package io.tollbridge.sandbox.servers;

/** A process did not start or died; the message is one line for a person and names it. */
public final class ServerFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerFailedException(String message) {
        super(message);
    }

    public ServerFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
