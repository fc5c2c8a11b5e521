package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.channel.Answers;
import io.tollbridge.channel.channel.Authorises;
import io.tollbridge.channel.channel.Captures;
import io.tollbridge.channel.channel.Increments;
import io.tollbridge.channel.channel.LateAnswers;
import io.tollbridge.channel.channel.Queries;
import io.tollbridge.channel.channel.Refunds;
import io.tollbridge.channel.channel.Releases;
import io.tollbridge.channel.channel.Reverses;
import io.tollbridge.channel.vault.Card;
import io.tollbridge.channel.vault.Cvv;
import io.tollbridge.contracts.channels.AuthoriseOrder;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.FollowUpOrder;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.Ids;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** The card acquirer as a channel. */
final class Iso8583Channel
        implements Authorises, Increments, Captures, Refunds, Releases, Reverses, Queries {

    private final Iso8583Config config;
    private final Iso8583Requests requests;
    private final AcquirerLink link;
    private final LateAnswers lateAnswers;
    private final InstantSource clock;

    Iso8583Channel(
            Iso8583Config config,
            Iso8583Requests requests,
            AcquirerLink link,
            LateAnswers lateAnswers,
            InstantSource clock) {
        this.config = config;
        this.requests = requests;
        this.link = link;
        this.lateAnswers = lateAnswers;
        this.clock = clock;
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public int priority() {
        return config.priority();
    }

    @Override
    public int maxConcurrent() {
        return config.maxConcurrent();
    }

    @Override
    public int maxConcurrentRepairs() {
        return config.maxConcurrentRepairs();
    }

    @Override
    public Duration timeLimit() {
        return config.timeLimit();
    }

    @Override
    public List<String> methods() {
        return List.of("card");
    }

    @Override
    public List<String> currencies() {
        return List.of();
    }

    @Override
    public boolean connected() {
        return link.isUp();
    }

    @Override
    public ChannelAnswer authorise(AuthoriseOrder order, Card card, Duration patience) {
        if (!link.isUp()) {
            return Answers.notSent("the link to the acquirer is down"); // and the CVV is kept
        }
        Iso8583Message request;
        try (Cvv cvv = card.cvv().take().orElse(null)) {
            request = requests.authorise(order, card, cvv);
        } catch (IllegalArgumentException e) {
            return Answers.notSent(String.valueOf(e.getMessage()));
        }
        String brand = order.token().face().brand();
        Iso8583Message asked = request.withoutCardData();
        return exchange(
                request,
                patience,
                said -> Iso8583Responses.moved(asked, said, brand),
                answer -> lateAnswers.ofOperation(name(), order.reference(), answer));
    }

    @Override
    public ChannelAnswer increment(FollowUpOrder order, Duration patience) {
        return followUp(order, requests::increment, Iso8583Responses::moved, patience);
    }

    @Override
    public ChannelAnswer capture(FollowUpOrder order, Duration patience) {
        return followUp(order, requests::capture, Iso8583Responses::moved, patience);
    }

    @Override
    public ChannelAnswer refund(FollowUpOrder order, Duration patience) {
        return followUp(order, requests::refund, Iso8583Responses::moved, patience);
    }

    @Override
    public ChannelAnswer release(FollowUpOrder order, Duration patience) {
        return followUp(
                order,
                requests::release,
                (asked, said) -> Iso8583Responses.released(order.amount(), asked, said),
                patience);
    }

    private ChannelAnswer followUp(
            FollowUpOrder order,
            Function<FollowUpOrder, Iso8583Message> toMessage,
            BiFunction<Iso8583Message, Iso8583Message, ChannelAnswer> mapping,
            Duration patience) {
        try {
            Iso8583Message request = toMessage.apply(order);
            return exchange(
                    request,
                    patience,
                    said -> mapping.apply(request, said),
                    answer -> lateAnswers.ofOperation(name(), order.reference(), answer));
        } catch (IllegalArgumentException e) {
            return Answers.notSent(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ChannelAnswer reverse(OriginalOperation original, Duration patience) {
        try {
            Iso8583Message request = requests.reverse(original, clock.instant());
            return exchange(
                    request,
                    patience,
                    said -> Iso8583Responses.reversed(request, said),
                    answer -> lateAnswers.ofReversal(name(), original.reference(), answer));
        } catch (IllegalArgumentException e) {
            return Answers.unclear(null, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public ChannelAnswer query(OriginalOperation original, Duration patience) {
        try {
            String inquiry = "inq_" + Ids.sortable(clock.instant());
            Iso8583Message request = requests.query(original, inquiry, clock.instant());
            return exchange(
                    request,
                    patience,
                    said -> Iso8583Responses.found(original, request, said),
                    _ -> {}); // asked again by then
        } catch (IllegalArgumentException e) {
            return Answers.unclear(null, String.valueOf(e.getMessage()));
        }
    }

    private ChannelAnswer exchange(
            Iso8583Message request,
            Duration patience,
            Function<Iso8583Message, ChannelAnswer> mapping,
            Consumer<ChannelAnswer> late) {
        Duration limit =
                patience.compareTo(config.answerTimeout()) < 0 ? patience : config.answerTimeout();
        return switch (link.exchange(request, limit, said -> late.accept(mapping.apply(said)))) {
            case LinkAnswer.Answered(Iso8583Message said) -> mapping.apply(said);
            case LinkAnswer.NotSent(String reason) -> Answers.notSent(reason);
            case LinkAnswer.Silent(String reason) -> Answers.unclear(null, reason);
        };
    }
}
