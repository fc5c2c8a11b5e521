package io.tollbridge.risk.decision;

import io.tollbridge.contracts.risk.RiskAssessed;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.OutgoingEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Publishes and stores decisions a moment after they were answered, many at once. */
@Component
public class DecisionRecorder implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(DecisionRecorder.class);
    private static final int QUEUE = 10_000;
    private static final int BATCH = 256;
    private static final int REMEMBERED = 50_000;
    private static final long LINGER_MILLIS = 50;
    private static final long RETRY_MILLIS = 1000;

    private final EventPublisher publisher;
    private final CassandraDecisionStore store;
    private final BlockingQueue<RiskAssessed> queue = new ArrayBlockingQueue<>(QUEUE);
    private final List<RiskAssessed> unfinished = new ArrayList<>();
    private final ReentrantLock writing = new ReentrantLock();
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Map<String, Boolean> recorded =
            Collections.synchronizedMap(
                    new LinkedHashMap<>() {
                        @Override
                        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
                            return size() > REMEMBERED;
                        }
                    });
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("decision-recorder").daemon().factory());
    private volatile boolean running;

    DecisionRecorder(EventPublisher publisher, CassandraDecisionStore store) {
        this.publisher = publisher;
        this.store = store;
    }

    /** Takes a decision over; returns at once unless the queue is full. */
    public void record(RiskAssessed decision) {
        if (!running || !queue.offer(decision)) {
            log.atWarn().log("risk.recorder_overflow");
            write(List.of(decision));
            return;
        }
        schedule(LINGER_MILLIS);
    }

    /** Whether this instance is sure that a decision is published and stored. */
    boolean isRecorded(AttemptId attempt) {
        return recorded.containsKey(attempt.value());
    }

    /** Writes all that was handed over; throws, and keeps it, when that fails. */
    void drain() {
        writing.lock();
        try {
            while (!unfinished.isEmpty() || !queue.isEmpty()) {
                queue.drainTo(unfinished, BATCH - unfinished.size());
                write(unfinished);
                unfinished.clear();
            }
        } finally {
            writing.unlock();
        }
    }

    void write(List<RiskAssessed> decisions) {
        publisher.publish(decisions.stream().map(DecisionRecorder::event).toList());
        store.save(decisions);
        decisions.forEach(one -> recorded.put(one.request().attemptId().value(), true));
    }

    private static OutgoingEvent event(RiskAssessed decision) {
        String attempt = decision.request().attemptId().value();
        return new OutgoingEvent(
                decision, decision.request().paymentId().value(), attempt + ":1", 1, decision.at());
    }

    private void schedule(long delayMillis) {
        if (scheduled.compareAndSet(false, true)) {
            var _ = timer.schedule(this::drainLater, delayMillis, TimeUnit.MILLISECONDS);
        }
    }

    private void drainLater() {
        scheduled.set(false);
        try {
            drain();
        } catch (RuntimeException e) {
            log.atWarn().setCause(e).log("risk.decisions_not_written_yet");
            schedule(RETRY_MILLIS);
        }
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
        try {
            drain();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("risk.decisions", unfinished.size() + queue.size())
                    .setCause(e)
                    .log("risk.decisions_left_to_rebuild");
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server starts, and so after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }
}
