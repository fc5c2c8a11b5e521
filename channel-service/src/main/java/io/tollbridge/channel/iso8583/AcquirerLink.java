package io.tollbridge.channel.iso8583;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tollbridge.channel.iso8583.Iso8583Codec.UnreadableMessageException;
import io.tollbridge.channel.iso8583.LinkAnswer.Answered;
import io.tollbridge.channel.iso8583.LinkAnswer.NotSent;
import io.tollbridge.channel.iso8583.LinkAnswer.Silent;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The persistent link: connects, signs on, tests itself with echoes, connects again with back-off,
 * and signs off when the service stops. Requests of many threads share it.
 */
final class AcquirerLink implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerLink.class);
    private static final Duration BACK_OFF_FIRST = Duration.ofMillis(100);
    private static final Duration BACK_OFF_MAX = Duration.ofSeconds(5);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(2);

    private final Iso8583Config config;
    private final Iso8583Codec codec;
    private final Iso8583Requests requests;
    private final InstantSource clock;
    private final PendingRequests pending = new PendingRequests();
    private final AtomicInteger networkTrace = new AtomicInteger();
    private final Counter lateAnswers;
    private final Counter strayAnswers;
    private final Counter unreadable;
    private final AtomicReference<@Nullable LinkSession> signedOn = new AtomicReference<>();
    private volatile CountDownLatch stopping = new CountDownLatch(1);
    private volatile @Nullable Thread supervisor;

    AcquirerLink(
            Iso8583Config config,
            Iso8583Codec codec,
            Iso8583Requests requests,
            InstantSource clock,
            MeterRegistry meters) {
        this.config = config;
        this.codec = codec;
        this.requests = requests;
        this.clock = clock;
        this.lateAnswers = meters.counter("channel.link.late_answers", "channel", config.name());
        this.strayAnswers = meters.counter("channel.link.stray_answers", "channel", config.name());
        this.unreadable = meters.counter("channel.link.unreadable", "channel", config.name());
        meters.gauge("channel.link.pending", pending, PendingRequests::size);
        meters.gauge("channel.link.up", this, link -> link.isUp() ? 1 : 0);
    }

    boolean isUp() {
        return signedOn.get() != null;
    }

    /**
     * Sends a request and waits for its answer. An answer that comes later goes to {@code late}.
     *
     * @throws IllegalArgumentException when the message cannot be packed; nothing was sent
     */
    LinkAnswer exchange(Iso8583Message request, Duration patience, Consumer<Iso8583Message> late) {
        LinkSession session = signedOn.get();
        return session == null
                ? new NotSent("the link to the acquirer is down")
                : exchange(session, request, patience, late);
    }

    private LinkAnswer exchange(
            LinkSession session,
            Iso8583Message request,
            Duration patience,
            Consumer<Iso8583Message> late) {
        byte[] packed = codec.pack(request);
        var expected = pending.expect(request.key(), session, late);
        return switch (session.write(packed)) {
            case WHOLE -> pending.await(expected, patience);
            case PERHAPS -> pending.abandon(expected, "the link broke while sending");
            case NOTHING ->
                    pending.forget(expected)
                            ? new NotSent("the link to the acquirer was just lost")
                            : new Silent("the link broke after the same operation was sent");
        };
    }

    private void receive(byte[] bytes) {
        try {
            Iso8583Message message = codec.unpack(bytes);
            var match =
                    message.isAnswer() ? pending.answered(message) : PendingRequests.Match.NOTHING;
            switch (match) {
                case AWAITED -> {}
                case LATE -> lateAnswers.increment();
                case NOTHING -> {
                    strayAnswers.increment();
                    LOG.atInfo()
                            .addKeyValue("acquirer.message", message)
                            .log("acquirer.answer_unmatched");
                }
            }
        } catch (UnreadableMessageException e) {
            unreadable.increment();
            LOG.atWarn().addKeyValue("reason", e.getMessage()).log("acquirer.message_unreadable");
        }
    }

    @Override
    public void start() {
        stopping = new CountDownLatch(1);
        supervisor = Thread.ofVirtual().name("acquirer-link").start(this::supervise);
    }

    private void supervise() {
        int failures = 0;
        try {
            while (stopping.getCount() > 0) {
                failures = serveOneConnection() ? 0 : failures + 1;
                pause(failures);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns when the connection ended; true when it was of use. */
    private boolean serveOneConnection() throws InterruptedException {
        try (var socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(config.host(), config.port()),
                    (int) config.networkTimeout().toMillis());
            try (var session = new LinkSession(socket)) {
                return serve(session);
            }
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("reason", e.toString()).log("acquirer.unreachable");
            return false;
        }
    }

    private boolean serve(LinkSession session) throws InterruptedException {
        Thread.ofVirtual()
                .name("acquirer-reader")
                .start(() -> {
                    session.read(this::receive);
                    signedOn.compareAndSet(session, null);
                    pending.lost(session);
                });
        if (!network(session, Iso8583Requests.SIGN_ON)) {
            LOG.atWarn().log("acquirer.sign_on_failed");
            return false;
        }
        signedOn.set(session);
        LOG.atInfo().addKeyValue("channel", config.name()).log("acquirer.signed_on");
        try {
            watch(session);
        } finally {
            signedOn.compareAndSet(session, null);
            LOG.atInfo().addKeyValue("channel", config.name()).log("acquirer.link_down");
        }
        return true;
    }

    private void watch(LinkSession session) throws InterruptedException {
        while (!session.awaitClosed(config.echoInterval())) {
            pending.forgetOld();
            if (!network(session, Iso8583Requests.ECHO)) {
                LOG.atWarn().log("acquirer.echo_failed");
                return;
            }
        }
    }

    private boolean network(LinkSession session, String what) {
        var request = requests.network(what, networkTrace.getAndIncrement(), clock.instant());
        return exchange(session, request, config.networkTimeout(), _ -> {})
                        instanceof Answered(Iso8583Message answer)
                && "00".equals(answer.text(39));
    }

    private void pause(int failures) throws InterruptedException {
        if (failures == 0) {
            return;
        }
        long cap =
                Math.min(
                        BACK_OFF_MAX.toMillis(),
                        BACK_OFF_FIRST.toMillis() << Math.min(failures - 1, 10));
        long millis = ThreadLocalRandom.current().nextLong(cap / 2, cap + 1);
        var _ = stopping.await(millis, TimeUnit.MILLISECONDS);
    }

    /** After the last request was served: signs off and closes. */
    @Override
    public void stop() {
        stopping.countDown();
        LinkSession session = signedOn.getAndSet(null);
        if (session != null) {
            boolean agreed = network(session, Iso8583Requests.SIGN_OFF);
            LOG.atInfo().addKeyValue("agreed", agreed).log("acquirer.signed_off");
            session.close();
        }
        Thread running = supervisor;
        supervisor = null;
        if (running != null) {
            join(running);
        }
    }

    private static void join(Thread running) {
        try {
            if (!running.join(STOP_PATIENCE)) {
                running.interrupt();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return supervisor != null;
    }

    /** Before the web server takes requests, and after it has finished them. */
    @Override
    public int getPhase() {
        return 0;
    }
}
