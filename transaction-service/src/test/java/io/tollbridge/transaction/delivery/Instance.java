package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.endpoint.EndpointBook;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Another instance on the same tables, which moves when it is told to. */
final class Instance implements AutoCloseable {

    final AtomicLong nanos = new AtomicLong();
    final Ownership ownership;
    final WebhookLanes lanes;
    final WebhookDispatcher dispatcher;
    final OrphanSweeper orphans;
    final SpillSweeper spilled;

    /** With room for so many objects per endpoint. */
    Instance(
            CqlSession session,
            BusinessClock clock,
            EndpointBook book,
            WebhookCall call,
            int mostObjects) {
        ownership = new Ownership(new CassandraOwnershipStore(session), clock, nanos::get);
        var store = new CassandraDeliveryStore(session);
        lanes = new WebhookLanes(store, ownership, call, clock, mostObjects);
        dispatcher = new WebhookDispatcher(book, lanes, clock);
        orphans = new OrphanSweeper(ownership, lanes);
        spilled = new SpillSweeper(ownership, lanes);
    }

    void waits(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    @Override
    public void close() {
        lanes.close();
    }
}
