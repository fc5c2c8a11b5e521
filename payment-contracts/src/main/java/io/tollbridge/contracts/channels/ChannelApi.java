package io.tollbridge.contracts.channels;

import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Operations at a channel. Whatever goes wrong is a {@link ChannelAnswer}, never an exception. */
@HttpExchange("/internal/v1/channels")
public interface ChannelApi {

    /** The channels there are, with what they can do and how they are. */
    @GetExchange
    List<ChannelStatus> list();

    @PostExchange("/{channel}/authorise")
    ChannelAnswer authorise(@PathVariable String channel, @RequestBody AuthoriseOrder order);

    /** Holds more on an authorisation: the order's amount on top of what is held. */
    @PostExchange("/{channel}/increment")
    ChannelAnswer increment(@PathVariable String channel, @RequestBody FollowUpOrder order);

    @PostExchange("/{channel}/capture")
    ChannelAnswer capture(@PathVariable String channel, @RequestBody FollowUpOrder order);

    @PostExchange("/{channel}/refund")
    ChannelAnswer refund(@PathVariable String channel, @RequestBody FollowUpOrder order);

    /**
     * Lets a part of an authorisation go, for good; what is captured of it stands. Repeatable: the
     * reference has one effect.
     */
    @PostExchange("/{channel}/release")
    ChannelAnswer release(@PathVariable String channel, @RequestBody FollowUpOrder order);

    /** Undoes an operation, known or not; afterwards it can never take effect. Repeatable. */
    @PostExchange("/{channel}/reverse")
    ChannelAnswer reverse(@PathVariable String channel, @RequestBody OriginalOperation original);

    /** Asks what became of an operation. */
    @PostExchange("/{channel}/query")
    ChannelAnswer query(@PathVariable String channel, @RequestBody OriginalOperation original);
}
