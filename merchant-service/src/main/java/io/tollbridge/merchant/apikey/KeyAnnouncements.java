package io.tollbridge.merchant.apikey;

import io.tollbridge.contracts.merchants.ApiKeyRevoked;
import io.tollbridge.merchant.announce.AnnouncementSource;
import io.tollbridge.starter.event.OutgoingEvent;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** What there is to say of a key: that it is revoked, or nothing. */
@Component
class KeyAnnouncements implements AnnouncementSource {

    static final String KIND = "api_key";

    private final CassandraApiKeyStore store;

    KeyAnnouncements(CassandraApiKeyStore store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Optional<OutgoingEvent> current(String id) {
        return store.findSettled(id)
                .map(CassandraApiKeyStore.Stored::key)
                .flatMap(key ->
                        Optional.ofNullable(key.revokedAt())
                                .map(at ->
                                        new OutgoingEvent(
                                                new ApiKeyRevoked(id, key.merchantId()),
                                                id,
                                                id + ":1",
                                                1,
                                                at)));
    }
}
