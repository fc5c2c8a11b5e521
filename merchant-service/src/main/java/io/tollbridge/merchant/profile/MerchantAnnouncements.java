package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.announce.AnnouncementSource;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.OutgoingEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What there is to say of a merchant: its whole profile. */
@Component
class MerchantAnnouncements implements AnnouncementSource {

    static final String KIND = "merchant";

    private final CassandraMerchantStore store;
    private final BusinessClock clock;

    MerchantAnnouncements(CassandraMerchantStore store, BusinessClock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<OutgoingEvent> current(String id) {
        return store.findSettled(new MerchantId(id))
                .map(Merchant::profile)
                .map(profile ->
                        new OutgoingEvent(
                                new MerchantChanged(profile),
                                id,
                                id + ":" + profile.version(),
                                profile.version(),
                                clock.instant()));
    }
}
