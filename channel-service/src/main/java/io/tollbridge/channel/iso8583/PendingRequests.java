package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.iso8583.Iso8583Message.Key;
import io.tollbridge.channel.iso8583.LinkAnswer.Answered;
import io.tollbridge.channel.iso8583.LinkAnswer.Silent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Requests whose answer is awaited, and for a while those that nobody awaits any more. Two callers
 * with the same key ask for the same operation: the first answer is both's.
 */
final class PendingRequests {

    private static final long REMEMBERED_NANOS = Duration.ofMinutes(15).toNanos();
    private static final int ABANDONED_MAX = 10_000;

    private final Map<Key, Request> requests = new ConcurrentHashMap<>();

    /** One request on one connection. Its counters change only inside the map's computations. */
    static final class Request {
        private final Key key;
        private final LinkSession session;
        private final Consumer<Iso8583Message> late;
        private final CompletableFuture<LinkAnswer> answer = new CompletableFuture<>();
        private int callers = 1;
        private int waiting = 1;
        private long abandonedAt;

        private Request(Key key, LinkSession session, Consumer<Iso8583Message> late) {
            this.key = key;
            this.session = session;
            this.late = late;
        }
    }

    /** What an answer was matched to. */
    enum Match {
        AWAITED,
        LATE,
        NOTHING
    }

    Request expect(Key key, LinkSession session, Consumer<Iso8583Message> late) {
        return requests.compute(
                key,
                (_, before) -> {
                    if (before == null || before.waiting == 0) {
                        return new Request(key, session, late);
                    }
                    before.callers++;
                    before.waiting++;
                    return before;
                });
    }

    /** Waits; after that an answer is a late one. */
    LinkAnswer await(Request request, Duration patience) {
        try {
            return request.answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException _) {
            return abandon(request, "no answer within " + patience.toMillis() + " ms");
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return abandon(request, "interrupted while waiting");
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers are completed normally only", e);
        }
    }

    /** Stops waiting, unless the answer has come this very moment. */
    LinkAnswer abandon(Request request, String reason) {
        requests.computeIfPresent(
                request.key,
                (_, present) -> {
                    if (present == request) {
                        request.waiting--;
                        request.abandonedAt = System.nanoTime();
                    }
                    return present;
                });
        return request.answer.getNow(new Silent(reason));
    }

    /**
     * Forgets a request that was not written; false when another caller has written the same one.
     */
    boolean forget(Request request) {
        requests.compute(
                request.key,
                (_, present) -> {
                    request.waiting--;
                    request.abandonedAt = System.nanoTime();
                    return present == request && request.callers == 1 ? null : present;
                });
        return request.callers == 1;
    }

    Match answered(Iso8583Message message) {
        var match = new Match[] {Match.NOTHING};
        requests.computeIfPresent(
                message.key(),
                (_, request) -> {
                    if (request.waiting > 0) {
                        match[0] = Match.AWAITED;
                        request.answer.complete(new Answered(message));
                    } else {
                        match[0] = Match.LATE;
                        Thread.ofVirtual()
                                .name("late-answer")
                                .start(() -> request.late.accept(message));
                    }
                    return null;
                });
        return match[0];
    }

    /** A connection is gone: nothing sent on it will be answered. */
    void lost(LinkSession session) {
        requests.values()
                .removeIf(request -> {
                    boolean gone = request.session == session;
                    if (gone) {
                        request.answer.complete(new Silent("the link broke before the answer"));
                    }
                    return gone;
                });
    }

    /** Bounds what is remembered for late answers. */
    void forgetOld() {
        long now = System.nanoTime();
        boolean tooMany = requests.size() > ABANDONED_MAX;
        requests.values()
                .removeIf(request ->
                        request.waiting == 0
                                && (tooMany || now - request.abandonedAt > REMEMBERED_NANOS));
    }

    int size() {
        return requests.size();
    }
}
