package io.tollbridge.merchant;

import static org.assertj.core.api.Assertions.assertThat;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.testkit.TestIdentity;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** An operator asks while nothing can be told to Kafka. */
@ServiceTest
@TestPropertySource(properties = "spring.kafka.producer.bootstrap-servers=127.0.0.1:1")
class AuditedOperatorIT {

    private static final String SHOP = "{\"name\":\"Shop\",\"country\":\"DE\",\"mcc\":\"5411\"}";

    @LocalServerPort int port;
    @Autowired CqlSession cassandra;

    private Calls calls;

    @BeforeEach
    void connect() {
        calls = new Calls(port);
    }

    @Test
    void an_action_without_a_trace_is_refused_and_nothing_is_done() {
        var refused = calls.post(TestIdentity.operator(), "/v1/merchants", SHOP, "once");

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.json().get("code").asString()).isEqualTo("audit_unavailable");
        assertThat(cassandra.execute("SELECT * FROM merchant").all()).isEmpty();
        String claimed =
                "SELECT * FROM idempotency WHERE scope = 'OPERATOR|operator|test' AND key = 'once'";
        assertThat(cassandra.execute(claimed).all()).as("it may be sent again").isEmpty();
    }

    @Test
    void reads_of_operators_and_whatever_merchants_do_go_on() {
        assertThat(calls.get(TestIdentity.operator(), "/v1/merchants").status()).isEqualTo(200);
        var merchant = TestIdentity.merchant("mch_unknown");
        var made = calls.post(merchant, "/v1/api_keys", "{\"kind\":\"secret\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
    }
}
