package io.tollbridge.channel.iso8583;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * One acquirer.
 *
 * @param name the channel's name
 * @param acquirerId DE32, the acquiring institution
 * @param terminal DE41, up to 8 characters
 * @param merchant DE42, the platform's card acceptor number, up to 15 characters
 * @param answerTimeout how long an operation waits, at most; less when the caller's time ends
 * @param timeLimit how long anybody waits for an operation, whatever it hangs in; above the former
 * @param echoInterval how often an idle link is tested
 * @param networkTimeout how long connect, sign-on and echo may take
 * @param maxConcurrent operations in flight before new ones are refused
 * @param maxConcurrentRepairs the same for queries and reversals
 * @param statements where the daily file is fetched, without the date
 */
@ConfigurationProperties("tollbridge.channels.acquirer")
record Iso8583Config(
        String name,
        @DefaultValue("1") int priority,
        String host,
        int port,
        String acquirerId,
        String terminal,
        String merchant,
        @DefaultValue("8s") Duration answerTimeout,
        @DefaultValue("9s") Duration timeLimit,
        @DefaultValue("30s") Duration echoInterval,
        @DefaultValue("5s") Duration networkTimeout,
        @DefaultValue("256") int maxConcurrent,
        @DefaultValue("64") int maxConcurrentRepairs,
        URI statements) {}
