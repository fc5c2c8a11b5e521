package io.tollbridge.channel.bank;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bank that holds the client money.
 *
 * @param name the bank's name in routes and statements
 * @param url its payments and statements are below this
 * @param debtorName the account's owner
 * @param debtorIban the client-money account
 * @param timeout of a connect, and of every read
 * @param timeLimit of an instruction as a whole
 */
@ConfigurationProperties("tollbridge.banks.client-money")
record BankConfig(
        String name,
        URI url,
        String debtorName,
        String debtorIban,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("12s") Duration timeLimit) {}
