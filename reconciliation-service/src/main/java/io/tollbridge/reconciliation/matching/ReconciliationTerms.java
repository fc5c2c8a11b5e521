package io.tollbridge.reconciliation.matching;

import java.time.Duration;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What was agreed with channels and banks.
 *
 * @param bankPatience how long a bank entry may wait for what it belongs to
 * @param bankMissingAfterDays when money that no bank statement shows is a break
 * @param channels by name
 */
@ConfigurationProperties("tollbridge.reconciliation")
public record ReconciliationTerms(
        Duration bankPatience, int bankMissingAfterDays, Map<String, Channel> channels) {

    /**
     * One channel.
     *
     * @param zone where its business day begins and ends
     * @param remittance what its bank credits begin with; the date and the currency follow
     * @param midnight how close to its midnight an operation may slip to the next day
     * @param reversal what follows an operation's reference in that of its reversal
     */
    public record Channel(
            ZoneId zone,
            int basisPoints,
            long fixed,
            String remittance,
            Duration midnight,
            String reversal) {

        FeeSchedule fees() {
            return new FeeSchedule(basisPoints, fixed);
        }
    }

    public Optional<Channel> channel(String name) {
        return Optional.ofNullable(channels.get(name));
    }

    public @Nullable FeeSchedule feesOf(String channel) {
        return channel(channel).map(Channel::fees).orElse(null);
    }
}
