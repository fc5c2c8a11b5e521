package io.tollbridge.coreengine.routing;

import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.channels.ChannelStatus;
import io.tollbridge.kernel.Currency;
import io.tollbridge.starter.http.ServiceCallException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** The channels as channel-service last described them; the last word stands while it is silent. */
public class ChannelDirectory {

    private static final Logger log = LoggerFactory.getLogger(ChannelDirectory.class);

    private final ChannelApi api;
    private volatile List<ChannelStatus> known = List.of();

    public ChannelDirectory(ChannelApi api) {
        this.api = api;
    }

    /** The names of the channels to try, best first; asks once more when none is known yet. */
    public List<String> candidates(String method, Currency currency) {
        if (known.isEmpty()) {
            refresh();
        }
        return RoutingPolicy.candidates(known, method, currency);
    }

    @Scheduled(fixedDelayString = "${tollbridge.routing.refresh:PT5S}")
    void refresh() {
        try {
            known = List.copyOf(api.list());
        } catch (ServiceCallException e) {
            log.atInfo().addKeyValue("error.message", e.getMessage()).log("routing.not_refreshed");
        }
    }
}
