package io.tollbridge.starter.event;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One group's parked records, and what was asked. */
final class ParkedInMemory implements ParkedStore {

    final Map<String, NavigableMap<Long, ParkedRecord>> queues = new LinkedHashMap<>();
    final List<String> skipped = new ArrayList<>();
    int reads;
    @Nullable RuntimeException away;
    private @Nullable UUID claimed;

    /** Offsets by key. */
    List<Long> waiting(String key) {
        return List.copyOf(queue(key).keySet());
    }

    private NavigableMap<Long, ParkedRecord> queue(String key) {
        return queues.getOrDefault(key, new TreeMap<>());
    }

    @Override
    public void park(String group, ParkedRecord rec) {
        put(rec);
    }

    @Override
    public void append(String group, ParkedRecord rec) {
        if (!queue(rec.key()).containsKey(rec.offset())) {
            put(rec);
        }
    }

    private void put(ParkedRecord rec) {
        refuse();
        queues.computeIfAbsent(rec.key(), _ -> new TreeMap<>()).put(rec.offset(), rec);
    }

    private void refuse() {
        if (away != null) {
            throw away;
        }
    }

    @Override
    public void failedAgain(String group, ParkedRecord rec) {
        put(rec);
    }

    @Override
    public void remove(String group, ParkedRecord rec) {
        refuse();
        var queue = queue(rec.key());
        queue.remove(rec.offset());
        if (queue.isEmpty()) {
            queues.remove(rec.key());
        }
    }

    @Override
    public void skip(String group, ParkedRecord rec, String reason, String by, Instant at) {
        skipped.add(rec.place() + " " + reason + " " + by);
        remove(group, rec);
    }

    @Override
    public List<Queue> queues(String group) {
        refuse();
        reads++;
        return queues.values().stream()
                .map(queue -> new Queue(queue.firstEntry().getValue(), queue.size()))
                .toList();
    }

    @Override
    public Optional<ParkedRecord> oldest(String group, String key) {
        return records(group, key, 1).stream().findFirst();
    }

    @Override
    public List<ParkedRecord> records(String group, String key, int limit) {
        return queue(key).values().stream().limit(limit).toList();
    }

    @Override
    public long count(String group, String key) {
        return queue(key).size();
    }

    @Override
    public Optional<UUID> claim(String group, Duration lease) {
        if (claimed != null) {
            return Optional.empty();
        }
        claimed = UUID.randomUUID();
        return Optional.of(claimed);
    }

    @Override
    public void release(String group, UUID claim) {
        claimed = null;
    }
}
