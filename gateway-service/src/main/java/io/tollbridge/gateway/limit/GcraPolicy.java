package io.tollbridge.gateway.limit;

/**
 * Generic cell rate algorithm. The state is one number, the theoretical arrival time (TAT): when
 * the bucket would be full again. The Lua script does the same sums.
 */
final class GcraPolicy {

    private GcraPolicy() {}

    /** What becomes of a request, and of the state. */
    record Outcome(Decision decision, long tatMicros) {}

    static Outcome decide(long tatMicros, long nowMicros, Rate rate) {
        long interval = rate.intervalMicros();
        long tat = Math.max(tatMicros, nowMicros);
        long next = tat + interval;
        long passesFrom = next - interval * rate.burst();
        if (passesFrom > nowMicros) {
            var refused = new Decision(false, 0, passesFrom - nowMicros, tat - nowMicros);
            return new Outcome(refused, tatMicros);
        }
        long remaining = (nowMicros - passesFrom) / interval;
        return new Outcome(new Decision(true, remaining, 0, next - nowMicros), next);
    }
}
