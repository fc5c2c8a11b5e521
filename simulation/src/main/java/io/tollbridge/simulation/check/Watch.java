package io.tollbridge.simulation.check;

import io.tollbridge.contracts.Topics;
import io.tollbridge.simulation.platform.Platform;
import io.tollbridge.simulation.store.Rows;
import io.tollbridge.simulation.world.World;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Looks at every conditional write and every record as it happens. */
public final class Watch implements Platform.Observer {

    /** The states that merchants see, and where each may lead. */
    private static final Map<String, Set<String>> GRAPH =
            Map.of(
                    "",
                    Set.of("requires_payment_method", "requires_confirmation", "processing"),
                    "requires_payment_method",
                    Set.of("requires_payment_method", "processing", "canceled"),
                    "requires_confirmation",
                    Set.of("requires_payment_method", "processing", "canceled"),
                    "processing",
                    Set.of(
                            "processing",
                            "requires_payment_method",
                            "requires_capture",
                            "succeeded",
                            "canceled"),
                    "requires_capture",
                    Set.of("processing", "requires_capture"),
                    "succeeded",
                    Set.of("succeeded"),
                    "canceled",
                    Set.of());

    private final World world;
    private final Map<String, Long> published = new HashMap<>();
    private @Nullable Platform platform;

    public Watch(World world) {
        this.world = world;
    }

    /** Which platform this is about; it is made with the watch. */
    public void over(Platform watched) {
        platform = watched;
    }

    // ---- conditional writes

    @Override
    public void moved(Rows before, Rows after) {
        if (!after.table().equals("payment")) {
            return;
        }
        int from = before.statics().number("version");
        int to = after.statics().number("version");
        if (from == to) {
            must(
                    after.statics().number("epoch") > before.statics().number("epoch"),
                    after,
                    "written, and not moved");
            return;
        }
        must(to > from, after, "version went back to " + to + " from " + from);
        events(before, after, to);
        answers(before, after);
        var now = after.statics();
        must(now.amount("captured") <= now.amount("amount"), after, "captured beyond its amount");
        must(now.amount("refunded") <= now.amount("captured"), after, "refunded beyond captured");
        String was = before.statics().text("state");
        String is = now.text("state");
        must(
                GRAPH.getOrDefault(was, Set.of()).contains(is),
                after,
                "went from " + was + " to " + is);
    }

    private void events(Rows before, Rows after, int version) {
        var old = keyed(before, "event");
        var now = keyed(after, "event");
        must(now.size() == version, after, now.size() + " events at version " + version);
        old.forEach((sequence, row) -> {
            var same = now.get(sequence);
            must(
                    same != null
                            && row.uuid("op_id") != null
                            && row.uuid("op_id").equals(same.uuid("op_id")),
                    after,
                    "event " + sequence + " was changed");
        });
    }

    private void answers(Rows before, Rows after) {
        var now = keyed(after, "idem");
        keyed(before, "idem")
                .forEach((key, row) -> {
                    var same = now.get(key);
                    must(
                            same != null && Arrays.equals(row.bytes("body"), same.bytes("body")),
                            after,
                            "answer to " + key + " was changed");
                });
    }

    static Map<String, Rows.One> keyed(Rows of, String kind) {
        var found = new TreeMap<String, Rows.One>();
        for (var row : of.rows()) {
            if (row.text("kind").equals(kind)) {
                found.put(row.text("k"), row);
            }
        }
        return found;
    }

    private void must(boolean holds, Rows payment, String otherwise) {
        if (!holds) {
            String id =
                    payment.rows().isEmpty() ? "" : payment.rows().getFirst().text("payment_id");
            world.violated(id + ": " + otherwise);
        }
    }

    // ---- records

    @Override
    public void accept(ConsumerRecord<String, byte[]> rec) {
        if (!rec.topic().equals(Topics.PAYMENTS) || platform == null) {
            return;
        }
        var header = rec.headers().lastHeader("ce_sequence");
        long sequence = Long.parseLong(new String(header.value(), StandardCharsets.UTF_8));
        String event = rec.key() + ":" + sequence;
        long before = published.getOrDefault(rec.key(), 0L);
        if (sequence > before + 1) {
            world.violated(event + " was published after " + before);
        }
        published.put(rec.key(), Math.max(before, sequence));
        var payment = platform.payments().find("payment", rec.key());
        var logged =
                payment == null ? null : keyed(payment, "event").get("%010d".formatted(sequence));
        if (logged == null || !Arrays.equals(logged.bytes("body"), rec.value())) {
            world.violated(event + " was published and not written");
        }
    }

    /** The last event of a payment that is out. */
    long published(String payment) {
        return published.getOrDefault(payment, 0L);
    }
}
