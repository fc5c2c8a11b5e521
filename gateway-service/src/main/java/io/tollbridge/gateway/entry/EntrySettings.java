package io.tollbridge.gateway.entry;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What the door lets through.
 *
 * @param deadline how long a caller waits that does not say
 * @param trustedHops how many proxies of ours stand before the gateway and add to {@code
 *     X-Forwarded-For}
 */
@ConfigurationProperties("tollbridge.gateway.entry")
record EntrySettings(
        @DefaultValue("256KB") DataSize maxBody,
        @DefaultValue("30s") Duration deadline,
        @DefaultValue("0") int trustedHops) {}
