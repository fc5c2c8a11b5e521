package io.tollbridge.starter.http;

/** How a call of a sibling fails. */
public final class SimulatedFailure {

    private SimulatedFailure() {}

    /** It provably never left. */
    public static ServiceCallException notSent(String service) {
        return new ServiceCallException(
                service, 0, true, "connection refused", new IllegalStateException("simulated"));
    }

    /** Nobody answered in time: it may have been done. */
    public static ServiceCallException silent(String service) {
        return new ServiceCallException(
                service, 0, false, "no answer", new IllegalStateException("simulated"));
    }

    /** It answered with an error. */
    public static ServiceCallException answered(String service, int status) {
        return new ServiceCallException(service, status, "simulated");
    }
}
