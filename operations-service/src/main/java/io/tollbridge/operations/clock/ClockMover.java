package io.tollbridge.operations.clock;

import io.tollbridge.operations.clock.CassandraClockStore.Moved;
import io.tollbridge.operations.clock.CassandraClockStore.Offset;
import io.tollbridge.operations.clock.CassandraClockStore.Request;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Service;

/** Moves the durable offset, once per request. */
@Service
class ClockMover {

    private static final int TRIES = 20;

    private final CassandraClockStore store;
    private final ReentrantLock moving = new ReentrantLock(); // one at a time needs no second try

    ClockMover(CassandraClockStore store) {
        this.store = store;
    }

    /** The offset after this request, also when it is asked again. */
    Offset advance(Duration by, Request request) {
        moving.lock();
        try {
            for (int i = 0; i < TRIES; i++) {
                var done = store.find(request.request());
                if (done.isPresent()) {
                    return done.get();
                }
                var from = store.read();
                var to = from.plus(by);
                if (store.move(from, to, request) == Moved.APPLIED) {
                    return to;
                }
            }
        } finally {
            moving.unlock();
        }
        throw ProblemException.conflict(
                "clock_contended", "the clock is being moved by others", Duration.ofSeconds(1));
    }
}
