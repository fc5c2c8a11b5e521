package io.tollbridge.contracts.operations;

/**
 * A key whose events wait.
 *
 * @param group the consumer group that cannot handle the oldest one
 * @param id the key, or a name for it where it cannot stand in a path
 * @param events how many wait
 * @param oldest the one that fails, without its body
 */
public record ParkedKey(String group, String id, String key, long events, ParkedEvent oldest) {}
