package io.tollbridge.channel.iso8583;

import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tollbridge.channel.channel.Channel;
import io.tollbridge.channel.channel.ChannelContract;
import io.tollbridge.channel.channel.LateAnswers;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.simulator.acquirer.AcquirerForTests;
import io.tollbridge.simulator.clock.BusinessClock;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The acquirer adapter against the acquirer simulator, over a real socket. */
class Iso8583ChannelIT implements ChannelContract {

    private static final AcquirerForTests ACQUIRER =
            new AcquirerForTests(
                    new BusinessClock(InstantSource.system()), URI.create("http://127.0.0.1:1"));
    private static final Iso8583Config CONFIG = config();
    private static final Iso8583Requests REQUESTS = new Iso8583Requests(CONFIG);
    private static final AcquirerLink LINK =
            new AcquirerLink(
                    CONFIG,
                    new Iso8583Codec(),
                    REQUESTS,
                    InstantSource.system(),
                    new SimpleMeterRegistry());

    @BeforeAll
    static void sign_on() {
        LINK.start();
        await().until(LINK::isUp);
    }

    @AfterAll
    static void sign_off() {
        LINK.stop();
        ACQUIRER.close();
    }

    @Override
    public Channel channel() {
        return new Iso8583Channel(CONFIG, REQUESTS, LINK, new Nobody(), InstantSource.system());
    }

    private static Iso8583Config config() {
        Iso8583Config base = Orders.config("127.0.0.1", ACQUIRER.port());
        return new Iso8583Config(
                base.name(),
                base.priority(),
                base.host(),
                base.port(),
                base.acquirerId(),
                base.terminal(),
                base.merchant(),
                Duration.ofSeconds(1),
                base.timeLimit(),
                base.echoInterval(),
                base.networkTimeout(),
                base.maxConcurrent(),
                base.maxConcurrentRepairs(),
                base.statements());
    }

    private static final class Nobody implements LateAnswers {
        @Override
        public void ofOperation(String name, AttemptId of, ChannelAnswer answer) {}

        @Override
        public void ofReversal(String name, AttemptId of, ChannelAnswer answer) {}
    }
}
