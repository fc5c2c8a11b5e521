package io.tollbridge.channel.channel;

import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.Vault;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.ChannelStatus;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.starter.http.Deadline;
import io.tollbridge.starter.logging.LogContext;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.bind.annotation.RestController;

/** Operations at channels, for core-engine and compensation. */
@RestController
class ChannelController implements ChannelApi {

    private static final Logger LOG = LoggerFactory.getLogger(ChannelController.class);
    private static final Duration WAY_BACK = Duration.ofMillis(250);
    private static final Duration TOO_SHORT = Duration.ofMillis(250);

    private final ChannelRegistry channels;
    private final Vault vault;
    private final LateAnswers lateAnswers;

    ChannelController(ChannelRegistry channels, Vault vault, LateAnswers lateAnswers) {
        this.channels = channels;
        this.vault = vault;
        this.lateAnswers = lateAnswers;
    }

    @Override
    public List<ChannelStatus> list() {
        return channels.all().stream().map(GuardedChannel::status).toList();
    }

    @Override
    public ChannelAnswer authorise(String channel, AuthoriseOrder order) {
        return with(
                channel,
                Authorises.class,
                order.reference(),
                (guarded, able) ->
                        guarded.moving(
                                order.capture() ? "purchase" : "authorise",
                                () -> authorise(able, order),
                                late(channel, order.reference())));
    }

    private ChannelAnswer authorise(Authorises able, AuthoriseOrder order) {
        Optional<Card> card;
        try {
            card = vault.reveal(order.token(), order.merchantId(), order.mode());
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("vault.unavailable");
            return Answers.notSent("the vault is not available");
        }
        if (card.isEmpty()) {
            return Answers.noSuchCard();
        }
        Duration patience = patience();
        return patience.compareTo(TOO_SHORT) < 0
                ? Answers.notSent("the caller's time is over")
                : able.authorise(order, card.get(), patience);
    }

    @Override
    public ChannelAnswer increment(String channel, FollowUpOrder order) {
        return with(
                channel,
                Increments.class,
                order.reference(),
                (guarded, able) ->
                        guarded.moving(
                                "increment",
                                () -> able.increment(order, patience()),
                                late(channel, order.reference())));
    }

    @Override
    public ChannelAnswer capture(String channel, FollowUpOrder order) {
        return with(
                channel,
                Captures.class,
                order.reference(),
                (guarded, able) ->
                        guarded.moving(
                                "capture",
                                () -> able.capture(order, patience()),
                                late(channel, order.reference())));
    }

    @Override
    public ChannelAnswer refund(String channel, FollowUpOrder order) {
        return with(
                channel,
                Refunds.class,
                order.reference(),
                (guarded, able) ->
                        guarded.moving(
                                "refund",
                                () -> able.refund(order, patience()),
                                late(channel, order.reference())));
    }

    @Override
    public ChannelAnswer release(String channel, FollowUpOrder order) {
        return with(
                channel,
                Releases.class,
                order.reference(),
                (guarded, able) ->
                        guarded.repairing(
                                "release",
                                () -> able.release(order, patience()),
                                late(channel, order.reference())));
    }

    @Override
    public ChannelAnswer reverse(String channel, OriginalOperation original) {
        return with(
                channel,
                Reverses.class,
                original.reference(),
                (guarded, able) ->
                        guarded.repairing(
                                "reverse",
                                () -> able.reverse(original, patience()),
                                answer ->
                                        lateAnswers.ofReversal(
                                                channel, original.reference(), answer)));
    }

    @Override
    public ChannelAnswer query(String channel, OriginalOperation original) {
        return with(
                channel,
                Queries.class,
                original.reference(),
                (guarded, able) ->
                        guarded.repairing(
                                "query",
                                () -> able.query(original, patience()),
                                _ -> {})); // asked again by then
    }

    private Consumer<ChannelAnswer> late(String channel, AttemptId reference) {
        return answer -> lateAnswers.ofOperation(channel, reference, answer);
    }

    private <A> ChannelAnswer with(
            String name,
            Class<A> ability,
            AttemptId attempt,
            BiFunction<GuardedChannel, A, ChannelAnswer> call) {
        Optional<GuardedChannel> guarded = channels.find(name);
        if (guarded.isEmpty()) {
            return Answers.notSent("channel " + name + " does not exist");
        }
        Channel channel = guarded.get().channel();
        if (!ability.isInstance(channel)) {
            return Answers.notSent(
                    "channel " + name + " has no ability " + ability.getSimpleName());
        }
        try (var _ = LogContext.of(attempt)) {
            return call.apply(guarded.get(), ability.cast(channel));
        }
    }

    /** What the caller still waits, less the way back. */
    private static Duration patience() {
        Duration left = Deadline.left().minus(WAY_BACK);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
