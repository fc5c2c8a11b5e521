package io.tollbridge.settlement;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Answers as it is told to, and keeps what it was asked. */
final class SandboxBank implements BankApi {

    private final List<PayoutOrder> orders = new ArrayList<>();
    private final Map<String, PayoutAnswer.Verdict> answers = new ConcurrentHashMap<>();

    /** Makes it the bank of a test. */
    @TestConfiguration
    static class Opened {
        @Bean
        @Primary
        SandboxBank sandboxBank() {
            return new SandboxBank();
        }
    }

    /** The next answer about an account; accepted when nothing was said. */
    void answerNext(String iban, PayoutAnswer.Verdict verdict) {
        answers.put(iban, verdict);
    }

    @Override
    public synchronized PayoutAnswer instruct(String name, PayoutOrder order) {
        assertThat(name).isEqualTo("sandbox-bank");
        orders.add(order);
        var verdict = answers.remove(order.creditorIban());
        return new PayoutAnswer(
                verdict == null ? PayoutAnswer.Verdict.ACCEPTED : verdict,
                verdict == null ? null : "account_closed");
    }

    synchronized List<PayoutOrder> ordersFor(String iban) {
        return orders.stream().filter(o -> o.creditorIban().equals(iban)).toList();
    }
}
