package io.tollbridge.soak.facts;

/** An event that a merchant may expect as a webhook, as the API lists it. */
public record Announced(String merchant, String id, String object, long sequence, String type) {}
