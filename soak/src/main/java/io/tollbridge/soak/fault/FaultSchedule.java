package io.tollbridge.soak.fault;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Faults from a seed, in the order of their time. */
final class FaultSchedule {

    static final List<String> SERVICES =
            List.of(
                    "gateway",
                    "core-engine",
                    "channel",
                    "risk",
                    "merchant",
                    "transaction",
                    "accounting",
                    "settlement",
                    "compensation",
                    "reconciliation",
                    "operations",
                    "finance",
                    "checkout");

    private static final long SLOT_MILLIS = 4_200;
    private static final int CHANNEL_CHOICES = 7;

    private FaultSchedule() {}

    /** One fault in each slot, so that they are spread, at a moment of the slot that is drawn. */
    static List<PlannedFault> of(long seed, long lengthMillis) {
        var dice = new SplittableRandom(seed);
        var faults = new ArrayList<PlannedFault>();
        for (long slot = SLOT_MILLIS; slot + SLOT_MILLIS <= lengthMillis; slot += SLOT_MILLIS) {
            faults.add(draw(dice, slot + dice.nextLong(SLOT_MILLIS)));
        }
        return faults;
    }

    private static PlannedFault draw(SplittableRandom dice, long at) {
        int lot = dice.nextInt(100);
        long length = dice.nextLong(1_000, 8_000);
        int choice = dice.nextInt(CHANNEL_CHOICES);
        String service = SERVICES.get(dice.nextInt(SERVICES.size()));
        if (lot < 22) {
            return new PlannedFault(at, FaultKind.KILL, service, length, choice);
        } else if (lot < 24) {
            return new PlannedFault(at, FaultKind.KILL, "cassandra", length, choice);
        } else if (lot < 27) {
            return new PlannedFault(at, FaultKind.KILL, "kafka", length, choice);
        } else if (lot < 32) {
            return new PlannedFault(at, FaultKind.KILL, "redis", length, choice);
        } else if (lot < 35) {
            return new PlannedFault(at, FaultKind.KILL, "acquirer", length, choice);
        } else if (lot < 43) {
            return new PlannedFault(at, FaultKind.FLUSH, "redis", 0, choice);
        } else if (lot < 63) {
            return new PlannedFault(at, FaultKind.FREEZE, service, length, choice);
        }
        return new PlannedFault(at, FaultKind.CHANNEL, "acquirer", length, choice);
    }
}
