package io.tollbridge.simulator.bank;

import io.tollbridge.simulator.http.Problem;
import java.util.LinkedHashMap;
import java.util.Map;

/** How many of the next accepted payments are to be rejected or returned. */
final class BankFaults {

    private static final int COUNT_MAX = 1_000_000;

    private final Map<Payment.Fault, Integer> armed = new LinkedHashMap<>();

    synchronized Payment.Fault next() {
        for (Map.Entry<Payment.Fault, Integer> fault : armed.entrySet()) {
            if (fault.getValue() > 0) {
                fault.setValue(fault.getValue() - 1);
                return fault.getKey();
            }
        }
        return Payment.Fault.NONE;
    }

    synchronized Map<String, Integer> arm(Map<String, Object> wish) {
        wish.forEach((name, value) -> {
            switch (name) {
                case "reject_next" -> armed.put(Payment.Fault.REJECT, count(name, value));
                case "return_next" -> armed.put(Payment.Fault.RETURN, count(name, value));
                default ->
                        throw new Problem(
                                400,
                                "unknown_fault",
                                name + " (expected: reject_next or return_next)",
                                name);
            }
        });
        return armed();
    }

    synchronized Map<String, Integer> armed() {
        return Map.of(
                "reject_next", armed.getOrDefault(Payment.Fault.REJECT, 0),
                "return_next", armed.getOrDefault(Payment.Fault.RETURN, 0));
    }

    synchronized void clear() {
        armed.clear();
    }

    private static int count(String name, Object value) {
        if (value instanceof Boolean asked) {
            return asked ? 1 : 0;
        }
        if (value instanceof Number number
                && number.longValue() >= 0
                && number.longValue() <= COUNT_MAX) {
            return number.intValue();
        }
        throw new Problem(400, "invalid_fault", name + ": " + value + " (expected: a count)", name);
    }
}
