package io.tollbridge.soak.read;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.config.DriverConfigLoader;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.data.UdtValue;
import io.tollbridge.soak.facts.Batch;
import io.tollbridge.soak.facts.Payout;
import io.tollbridge.soak.facts.Posting;
import io.tollbridge.soak.facts.StoredEvent;
import io.tollbridge.soak.facts.StoredPayment;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The services' own tables, whole. */
public final class CassandraFacts implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CqlSession session;

    public CassandraFacts(int port) {
        session =
                CqlSession.builder()
                        .addContactPoint(
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                        .withLocalDatacenter("datacenter1")
                        .withConfigLoader(
                                DriverConfigLoader.programmaticBuilder()
                                        .withDuration(
                                                DefaultDriverOption.REQUEST_TIMEOUT,
                                                Duration.ofMinutes(1))
                                        .withInt(DefaultDriverOption.REQUEST_PAGE_SIZE, 500)
                                        .build())
                        .build();
    }

    /** Core-engine's log, by payment. */
    public Map<String, StoredPayment> payments() {
        Map<String, List<StoredEvent>> events = new HashMap<>();
        Map<String, Row> last = new HashMap<>();
        for (Row row :
                session.execute(
                        """
                        SELECT payment_id, kind, k, event_type, body, at, version, merchant_id,
                               currency, amount, authorised, captured, refunded, snapshot
                        FROM core_engine.payment\
                        """)) {
            String id = text(row, "payment_id");
            if (text(row, "kind").equals("event")) {
                events.computeIfAbsent(id, _ -> new ArrayList<>())
                        .add(
                                EventBodies.event(
                                        Long.parseLong(text(row, "k")),
                                        text(row, "event_type"),
                                        Objects.requireNonNull(row.getInstant("at")),
                                        utf8(row.getByteBuffer("body"))));
                last.put(id, row);
            }
        }
        Map<String, StoredPayment> payments = new LinkedHashMap<>();
        last.forEach((id, row) ->
                payments.put(id, payment(id, row, events.getOrDefault(id, List.of()))));
        return payments;
    }

    private static StoredPayment payment(String id, Row row, List<StoredEvent> events) {
        JsonNode snapshot = JSON.readTree(utf8(row.getByteBuffer("snapshot")));
        var unsettled = new ArrayList<String>();
        for (JsonNode attempt : snapshot.path("attempts")) {
            String status = attempt.path("status").asString();
            if (status.equals("SENT") || status.equals("UNKNOWN")) {
                unsettled.add(attempt.path("id").asString() + " " + status);
            }
        }
        return new StoredPayment(
                id,
                text(row, "merchant_id"),
                snapshot.at("/request/key").asString(""),
                text(row, "currency"),
                row.getInt("version"),
                row.getLong("amount"),
                row.getLong("authorised"),
                row.getLong("captured"),
                row.getLong("refunded"),
                unsettled,
                events);
    }

    /** Markers of events that are not known to be published. */
    public long outbox() {
        return count("SELECT aggregate_id FROM core_engine.outbox_pending");
    }

    private long count(String query) {
        long rows = 0;
        for (Row _ : session.execute(query)) {
            rows++;
        }
        return rows;
    }

    /** How many events of a payment the record has. */
    public Map<String, Long> recorded() {
        Map<String, Long> events = new HashMap<>();
        for (Row row : session.execute("SELECT object_id, sequence FROM transaction.timeline")) {
            events.merge(text(row, "object_id"), 1L, Math::addExact);
        }
        return events;
    }

    public List<Posting> postings() {
        var postings = new ArrayList<Posting>();
        for (Row row :
                session.execute(
                        """
                        SELECT posting_id, rule, source_event, currency, lines
                        FROM accounting.posting\
                        """)) {
            var lines = new ArrayList<Posting.Line>();
            for (UdtValue line : Objects.requireNonNull(row.getList("lines", UdtValue.class))) {
                lines.add(
                        new Posting.Line(
                                Objects.requireNonNull(line.getString("account")),
                                "debit".equalsIgnoreCase(line.getString("side")),
                                line.getLong("amount")));
            }
            postings.add(
                    new Posting(
                            String.valueOf(row.getUuid("posting_id")),
                            text(row, "rule"),
                            text(row, "source_event"),
                            text(row, "currency"),
                            lines));
        }
        return postings;
    }

    public List<Batch> batches() {
        Map<String, List<Batch.Item>> items = new LinkedHashMap<>();
        Map<String, Row> statics = new HashMap<>();
        for (Row row : session.execute("SELECT * FROM settlement.settlement_batch")) {
            String key =
                    text(row, "merchant_id")
                            + text(row, "mode")
                            + text(row, "currency")
                            + row.getLocalDate("settlement_date");
            statics.put(key, row);
            var list = items.computeIfAbsent(key, _ -> new ArrayList<>());
            String id = row.getString("item_id");
            if (id != null) {
                list.add(
                        new Batch.Item(
                                id,
                                text(row, "payment_id"),
                                row.getLong("amount"),
                                row.getLong("fee")));
            }
        }
        var batches = new ArrayList<Batch>();
        items.forEach(
                (key, list) -> batches.add(batch(Objects.requireNonNull(statics.get(key)), list)));
        return batches;
    }

    private static Batch batch(Row row, List<Batch.Item> items) {
        return new Batch(
                text(row, "merchant_id"),
                text(row, "currency"),
                String.valueOf(row.getLocalDate("settlement_date")),
                text(row, "status"),
                row.getInt("n"),
                row.getLong("gross"),
                row.getLong("refunds"),
                row.getLong("fees"),
                items);
    }

    public List<Payout> payouts() {
        var payouts = new ArrayList<Payout>();
        for (Row row :
                session.execute(
                        "SELECT merchant_id, currency, kind, k, amount, state"
                                + " FROM settlement.balance")) {
            if ("payout".equals(row.getString("kind"))) {
                payouts.add(
                        new Payout(
                                text(row, "k"),
                                text(row, "merchant_id"),
                                text(row, "currency"),
                                row.getLong("amount"),
                                text(row, "state")));
            }
        }
        return payouts;
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNullElse(row.getString(column), "");
    }

    private static String utf8(@Nullable ByteBuffer bytes) {
        return bytes == null ? "" : StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
    }

    @Override
    public void close() {
        session.close();
    }
}
