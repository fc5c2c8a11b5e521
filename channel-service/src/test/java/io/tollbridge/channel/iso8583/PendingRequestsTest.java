package io.tollbridge.channel.iso8583;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.channel.iso8583.LinkAnswer.Answered;
import io.tollbridge.channel.iso8583.LinkAnswer.Silent;
import io.tollbridge.channel.iso8583.PendingRequests.Match;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PendingRequestsTest {

    private static final Iso8583Message ANSWER =
            Iso8583Message.of("0210").with(7, "1").with(11, "2").with(37, "3").message();
    private static final Duration NOW = Duration.ZERO;

    private final PendingRequests pending = new PendingRequests();
    private final CountDownLatch late = new CountDownLatch(1);
    private ServerSocket server;
    private LinkSession session;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        session = new LinkSession(new Socket(server.getInetAddress(), server.getLocalPort()));
    }

    @AfterEach
    void disconnect() throws IOException {
        session.close();
        server.close();
    }

    @Test
    void an_answer_is_given_once() {
        var request = expect();
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.AWAITED);
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.NOTHING);
        assertThat(pending.await(request, NOW)).isEqualTo(new Answered(ANSWER));
    }

    @Test
    void after_the_wait_an_answer_is_late_and_handed_over_once() throws InterruptedException {
        assertThat(pending.await(expect(), NOW)).isInstanceOf(Silent.class);
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.LATE);
        assertThat(late.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.NOTHING);
    }

    @Test
    void the_same_operation_sent_again_after_silence_is_answered() {
        assertThat(pending.await(expect(), NOW)).isInstanceOf(Silent.class);
        var again = expect();
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.AWAITED);
        assertThat(pending.await(again, NOW)).isEqualTo(new Answered(ANSWER));
    }

    @Test
    void what_nobody_wrote_is_forgotten() {
        assertThat(pending.forget(expect())).isTrue();
        assertThat(pending.size()).isZero();
    }

    @Test
    void what_another_caller_wrote_is_not_called_unsent() {
        var one = expect();
        var two = expect();
        assertThat(pending.forget(two)).isFalse();
        assertThat(pending.answered(ANSWER)).isEqualTo(Match.AWAITED);
        assertThat(pending.await(one, NOW)).isEqualTo(new Answered(ANSWER));
    }

    @Test
    void a_lost_connection_ends_every_wait_on_it() {
        var request = expect();
        pending.lost(session);
        assertThat(pending.await(request, Duration.ofSeconds(10))).isInstanceOf(Silent.class);
        assertThat(pending.size()).isZero();
    }

    @Test
    void what_is_still_awaited_is_never_too_old() {
        expect();
        pending.forgetOld();
        assertThat(pending.size()).isEqualTo(1);
    }

    private PendingRequests.Request expect() {
        return pending.expect(ANSWER.key(), session, _ -> late.countDown());
    }
}
