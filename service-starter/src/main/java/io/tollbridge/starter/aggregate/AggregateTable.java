package io.tollbridge.starter.aggregate;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where aggregates of one kind live. The table, made by the service's migration:
 *
 * <pre>{@code
 * CREATE TABLE IF NOT EXISTS payment (
 *   payment_id text,
 *   version int static, epoch int static, snapshot blob static,
 *   ... own static columns ...,
 *   kind text, k text,
 *   op_id uuid, event_type text, body blob, http_status int, request_hash blob, trace text,
 *   at timestamp,
 *   PRIMARY KEY ((payment_id), kind, k));
 * CREATE TABLE IF NOT EXISTS outbox_pending (
 *   shard int, bucket bigint, id timeuuid, aggregate_id text, seq int,
 *   PRIMARY KEY ((shard, bucket), id)) WITH gc_grace_seconds = 3600;
 * CREATE TABLE IF NOT EXISTS outbox_shard (shard int PRIMARY KEY, low_bucket bigint);
 * }</pre>
 *
 * @param name the table
 * @param idColumn its partition key
 * @param staticColumns its own static columns, in the order they are written
 * @param eventTypes the event classes it may hold
 * @param shards into how many parts the outbox is cut; never changed later
 */
public record AggregateTable(
        String name,
        String idColumn,
        List<String> staticColumns,
        Set<Class<?>> eventTypes,
        int shards) {

    int shardOf(String id) {
        return Math.floorMod(id.hashCode(), shards);
    }

    Object[] values(Map<String, Object> columns) {
        return staticColumns.stream()
                .map(name -> {
                    Object value = columns.get(name);
                    if (value == null) {
                        throw new IllegalArgumentException("no value for " + name);
                    }
                    return value;
                })
                .toArray();
    }
}
