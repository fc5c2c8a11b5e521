package io.tollbridge.channel.vault;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import io.tollbridge.kernel.CardToken;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The table {@code card}. */
@Component
class CassandraCardStore implements CardStore {

    private final CqlSession session;
    private final InstantSource clock;
    private final PreparedStatement insert;
    private final PreparedStatement select;

    CassandraCardStore(CqlSession session, InstantSource clock) {
        this.session = session;
        this.clock = clock;
        this.insert =
                session.prepare(
                        """
                        INSERT INTO card (card_token, merchant_id, mode, key_id, kek_version,
                            wrapped_key, sealed, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
                        """);
        this.select =
                session.prepare(
                        """
                        SELECT merchant_id, mode, key_id, kek_version, wrapped_key, sealed
                        FROM card WHERE card_token = ?\
                        """);
    }

    @Override
    public void put(CardToken token, SealedCard card) {
        session.execute(
                insert.bind(
                        token.value(),
                        card.merchantId(),
                        card.mode(),
                        card.keyId(),
                        card.kekVersion(),
                        card.wrappedKey(),
                        card.card(),
                        clock.instant()));
    }

    @Override
    public Optional<SealedCard> find(CardToken token) {
        return Optional.ofNullable(session.execute(select.bind(token.value())).one())
                .map(CassandraCardStore::card);
    }

    private static SealedCard card(Row row) {
        return new SealedCard(
                present(row.getString("merchant_id")),
                present(row.getString("mode")),
                present(row.getString("key_id")),
                row.getInt("kek_version"),
                present(row.getByteBuffer("wrapped_key")),
                present(row.getByteBuffer("sealed")));
    }

    private static <T> T present(@Nullable T column) {
        return Objects.requireNonNull(column, "a card's row has every column");
    }
}
