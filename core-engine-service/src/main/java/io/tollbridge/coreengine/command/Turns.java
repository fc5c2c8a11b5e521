package io.tollbridge.coreengine.command;

import io.tollbridge.kernel.PaymentId;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Writers of one payment in this process take turns instead of racing in the store. So many that
 * two payments seldom share one: a turn lasts as long as risk and the store need.
 */
final class Turns {

    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(4096).toList();

    ReentrantLock of(PaymentId id) {
        return turns.get(Math.floorMod(id.hashCode(), turns.size()));
    }
}
