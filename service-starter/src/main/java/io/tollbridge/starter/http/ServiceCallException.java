package io.tollbridge.starter.http;

/** A sibling service gave no usable answer. */
public final class ServiceCallException extends RuntimeException {

    private final String service;
    private final int status;
    private final boolean notSent;

    ServiceCallException(
            String service, int status, boolean notSent, String detail, Throwable cause) {
        super(service + ": " + detail, cause);
        this.service = service;
        this.status = status;
        this.notSent = notSent;
    }

    ServiceCallException(String service, int status, String detail) {
        super(service + ": " + status + " " + detail);
        this.service = service;
        this.status = status;
        this.notSent = false;
    }

    public String service() {
        return service;
    }

    /** The HTTP status it answered with; 0 when it did not answer. */
    public int status() {
        return status;
    }

    /** The request provably never reached it: nothing has happened. */
    public boolean isNotSent() {
        return notSent;
    }
}
