package io.tollbridge.coreengine.completeness;

import io.tollbridge.contracts.payments.SeenApi;
import java.util.Map;

/** Who must see every event of every payment, by name of the service. */
public record Subscribers(Map<String, SeenApi> byName) {}
