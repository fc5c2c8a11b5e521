package io.tollbridge.simulation.channel;

import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.ChannelStatus;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Promise;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.http.SimulatedFailure;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way to the channel and back: channel-service and the wire as one. */
public final class ChannelLink implements ChannelApi {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration LATEST = Duration.ofMinutes(3);

    private final World world;
    private final Books books;
    private final Faults faults;
    private final Mutant mutant;
    private final Consumer<LateAnswer> lateAnswers;

    public ChannelLink(
            World world,
            Books books,
            Faults faults,
            Mutant mutant,
            Consumer<LateAnswer> lateAnswers) {
        this.world = world;
        this.books = books;
        this.faults = faults;
        this.mutant = mutant;
        this.lateAnswers = lateAnswers;
    }

    @Override
    public List<ChannelStatus> list() {
        return List.of(
                new ChannelStatus("acquirer", 1, List.of("card"), List.of(), "up"),
                new ChannelStatus("spare", 2, List.of("card"), List.of(), "up"));
    }

    @Override
    public ChannelAnswer authorise(String channel, AuthoriseOrder order) {
        var answer = authorise(channel, order, order.reference());
        if (answer.verdict() == Verdict.UNCLEAR && mutant == Mutant.RETRIED_WITH_NEW_ID) {
            return authorise(channel, order, new AttemptId(order.reference() + "9"));
        }
        return answer;
    }

    private ChannelAnswer authorise(String channel, AuthoriseOrder order, AttemptId reference) {
        boolean declines = faults.strikes(Fault.CHANNEL_DECLINES);
        String operation = order.capture() ? "purchase" : "authorise";
        return operate(
                channel,
                reference,
                order.amount(),
                () -> books.open(reference, operation, order.amount(), declines));
    }

    @Override
    public ChannelAnswer increment(String channel, FollowUpOrder order) {
        return follow(channel, "increment", order);
    }

    @Override
    public ChannelAnswer capture(String channel, FollowUpOrder order) {
        return follow(channel, "capture", order);
    }

    @Override
    public ChannelAnswer refund(String channel, FollowUpOrder order) {
        return follow(channel, "refund", order);
    }

    @Override
    public ChannelAnswer release(String channel, FollowUpOrder order) {
        return follow(channel, "release", order);
    }

    private ChannelAnswer follow(String channel, String operation, FollowUpOrder order) {
        boolean declines = faults.strikes(Fault.CHANNEL_DECLINES);
        return operate(
                channel,
                order.reference(),
                order.amount(),
                () ->
                        books.follow(
                                order.reference(),
                                operation,
                                order.amount(),
                                order.original().reference(),
                                declines));
    }

    private ChannelAnswer operate(
            String channel,
            AttemptId reference,
            Money amount,
            Supplier<Books.@Nullable Entry> book) {
        var answer =
                call(
                        "channel.operation",
                        reference,
                        () -> {
                            var entry = book.get();
                            boolean done = entry != null && entry.stands();
                            return done ? of(Verdict.APPROVED, amount) : declined();
                        },
                        late -> lateAnswers.accept(new LateAnswer(channel, reference, late)));
        boolean silent = answer.verdict() == Verdict.UNCLEAR;
        return silent && mutant == Mutant.TIMEOUT_IS_FAILURE ? declined() : answer;
    }

    @Override
    public ChannelAnswer reverse(String channel, OriginalOperation original) {
        return call(
                "channel.reversal",
                original.reference(),
                () ->
                        books.reverse(original.reference())
                                ? of(Verdict.REVERSED, original.amount())
                                : declined(),
                late -> {
                    if (late.verdict() == Verdict.REVERSED) {
                        lateAnswers.accept(new LateAnswer(channel, original.reference(), late));
                    }
                });
    }

    @Override
    public ChannelAnswer query(String channel, OriginalOperation original) {
        return call(
                "channel.query",
                original.reference(),
                () -> {
                    var entry = books.find(original.reference());
                    if (entry == null || faults.strikes(Fault.CHANNEL_FORGETFUL)) {
                        return mutant == Mutant.NOT_FOUND_IS_FAILURE
                                ? declined()
                                : of(Verdict.NOT_FOUND, null);
                    }
                    return entry.stands()
                            ? of(Verdict.APPROVED, entry.amount)
                            : entry.isReversed() ? of(Verdict.REVERSED, entry.amount) : declined();
                },
                _ -> {});
    }

    /** One message and its answer, or whatever becomes of them. */
    private ChannelAnswer call(
            String what,
            AttemptId reference,
            Supplier<ChannelAnswer> effect,
            Consumer<ChannelAnswer> late) {
        if (faults.strikes(Fault.CHANNEL_NOT_SENT)) {
            world.sleep(Duration.ofMillis(3));
            if (world.chance(0.5)) {
                throw SimulatedFailure.notSent("channel");
            }
            return of(Verdict.NOT_SENT, null);
        }
        var answer = new Promise<ChannelAnswer>();
        world.after(PATIENCE.toNanos(), () -> answer.complete(of(Verdict.UNCLEAR, null)));
        if (!faults.strikes(Fault.CHANNEL_REQUEST_LOST)) {
            long way =
                    faults.strikes(Fault.CHANNEL_REQUEST_LATE)
                            ? world.between(Duration.ZERO, LATEST)
                            : world.latency();
            world.after(way, () -> arrived(what, reference, effect, answer, late));
        }
        var said = answer.await();
        if (said.verdict() == Verdict.UNCLEAR && world.chance(0.3)) {
            throw SimulatedFailure.silent("channel");
        }
        return said;
    }

    private void arrived(
            String what,
            AttemptId reference,
            Supplier<ChannelAnswer> effect,
            Promise<ChannelAnswer> answer,
            Consumer<ChannelAnswer> late) {
        world.step(what, reference);
        var said = effect.get();
        if (faults.strikes(Fault.CHANNEL_ANSWER_LOST)) {
            return;
        }
        var heard = faults.strikes(Fault.CHANNEL_ANSWER_GARBLED) ? of(Verdict.UNCLEAR, null) : said;
        long way =
                faults.strikes(Fault.CHANNEL_ANSWER_LATE)
                        ? world.between(Duration.ZERO, LATEST)
                        : world.latency();
        world.after(
                way,
                () -> {
                    world.step("channel.answer", reference);
                    if (answer.isDone()) {
                        late.accept(said);
                    }
                    answer.complete(heard);
                });
    }

    private static ChannelAnswer declined() {
        return new ChannelAnswer(
                Verdict.DECLINED,
                null,
                "rrn",
                null,
                "51",
                "insufficient_funds",
                "try_again_later",
                null);
    }

    private static ChannelAnswer of(Verdict verdict, @Nullable Money amount) {
        return new ChannelAnswer(verdict, amount, "rrn", "A1", "00", null, null, null);
    }
}
