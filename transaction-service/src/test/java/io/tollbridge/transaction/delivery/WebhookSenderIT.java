package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.transaction.Client;
import io.tollbridge.transaction.Receiver;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.EndpointSecrets;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

/** The name of a receiver leads somewhere else each time it is asked for. */
@ServiceTest
class WebhookSenderIT {

    private static final String HERE = "127.0.0.1";
    private static final String INSIDE = "10.0.0.1";

    private final Receiver receiver = new Receiver();
    private final Queue<List<String>> answers = new ArrayDeque<>();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private EndpointSecrets secrets;
    @Autowired private EndpointBook book;
    @Autowired private BusinessClock clock;
    @Autowired private Clock systemClock;
    @Autowired private CloseableHttpClient client;

    private String id = "";

    @BeforeEach
    void makeAnEndpoint() {
        id =
                new Client(http.build(), port, "mch_rebind")
                        .post(
                                "/v1/webhook_endpoints",
                                Map.of("url", receiver.url(), "enabled_events", List.of("*")))
                        .path("id")
                        .asString();
    }

    @AfterEach
    void close() {
        new Client(http.build(), port, "mch_rebind").delete("/v1/webhook_endpoints/" + id);
        receiver.close();
    }

    @Test
    void a_call_goes_to_the_address_that_was_checked_under_the_name_it_was_asked_for() {
        answers.add(List.of(HERE));
        answers.add(List.of(INSIDE)); // by the time of the connection
        assertThat(send("rebind.test").httpStatus()).isEqualTo(204);
        assertThat(answers).containsExactly(List.of(INSIDE));
        assertThat(receiver.received().getFirst().headers().firstValue("host"))
                .hasValue("rebind.test:" + URI.create(receiver.url()).getPort());

        assertThat(send("rebind.test").error()).isEqualTo("address is not public");
        assertThat(receiver.received()).hasSize(1);
    }

    @Test
    void a_name_with_one_address_inside_is_not_called_at_all() {
        answers.add(List.of(HERE, INSIDE));
        assertThat(send("mixed.test").error()).isEqualTo("address is not public");
        assertThat(send("unknown.test").error()).isEqualTo("host is not known");
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void a_name_that_leads_inside_is_not_called_however_the_address_is_written() {
        for (String inside :
                List.of(
                        "192.168.0.1",
                        "169.254.169.254",
                        "::",
                        "::ffff:10.0.0.1",
                        "::10.0.0.1",
                        "64:ff9b::a00:1",
                        "2002:a00:1::",
                        "fd00::1",
                        "fe80::1")) {
            answers.add(List.of(inside));
            assertThat(send("inside.test").error()).as(inside).isEqualTo("address is not public");
        }
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void a_redirect_is_an_answer_and_is_not_followed() {
        try (var elsewhere = new Receiver()) {
            for (int status : List.of(301, 302, 303, 307, 308)) {
                receiver.failing("", 1);
                receiver.failsWith(status, elsewhere.url());
                answers.add(List.of(HERE));
                var answer = send("redirect.test");
                assertThat(answer.httpStatus()).isEqualTo(status);
                assertThat(answer.isSuccess()).isFalse();
            }
            assertThat(elsewhere.received()).isEmpty();
        }
        assertThat(receiver.received()).hasSize(5);
    }

    @Test
    void an_answer_is_read_only_so_far_and_waited_for_only_so_long() {
        receiver.failing("", 1);
        receiver.failsWith(500, "x".repeat(70_000));
        answers.add(List.of(HERE));
        assertThat(send("long.test").error()).isEqualTo("answer longer than 65536 bytes");

        receiver.hangs();
        answers.add(List.of(HERE));
        assertThat(send("hangs.test", Duration.ofMillis(300)).error()).startsWith("no answer");
    }

    private Answer send(String host) {
        return send(host, Duration.ofSeconds(5));
    }

    private Answer send(String host, Duration timeout) {
        try (var sender =
                new WebhookSender(
                        secrets, book, clock, systemClock, timeout, _ -> next(), client)) {
            return sender.send(at(host), "msg_1", new byte[0]).answer();
        }
    }

    private WebhookEndpoint at(String host) {
        var made = book.find(id).orElseThrow();
        return new WebhookEndpoint(
                made.id(),
                made.merchantId(),
                made.mode(),
                receiver.url().replace(HERE, host),
                made.description(),
                made.enabledEvents(),
                made.status(),
                made.secrets(),
                made.created(),
                made.enabledAt(),
                made.apiVersion(),
                null);
    }

    private InetAddress[] next() throws UnknownHostException {
        var answer = answers.poll();
        if (answer == null) {
            throw new UnknownHostException("test");
        }
        var addresses = new InetAddress[answer.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(answer.get(i));
        }
        return addresses;
    }
}
