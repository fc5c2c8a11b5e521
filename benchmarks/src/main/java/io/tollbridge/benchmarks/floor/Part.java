package io.tollbridge.benchmarks.floor;

/**
 * One part measured bare.
 *
 * @param serverMillis processor time of the server for one
 * @param clientMillis processor time of whoever asks for one
 * @param perSecond how many were done
 */
public record Part(String name, double serverMillis, double clientMillis, double perSecond) {

    /** What one costs on both sides. */
    public double millis() {
        return serverMillis + clientMillis;
    }
}
