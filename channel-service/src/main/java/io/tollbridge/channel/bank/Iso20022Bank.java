package io.tollbridge.channel.bank;

import io.tollbridge.channel.bank.BankGuard.BankIsAwayException;
import io.tollbridge.channel.guard.TimeLimit;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends payment instructions over HTTP. */
@Component
class Iso20022Bank {

    private static final Logger LOG = LoggerFactory.getLogger(Iso20022Bank.class);
    private static final int ANSWER_BYTES_MAX = 1_048_576;

    private final BankConfig config;
    private final BankGuard guard;
    private final JsonMapper json;

    Iso20022Bank(BankConfig config, BankGuard guard, JsonMapper json) {
        this.config = config;
        this.guard = guard;
        this.json = json;
    }

    String name() {
        return config.name();
    }

    PayoutAnswer instruct(PayoutOrder order) {
        if (order.payoutId().length() > Pain001.ID_MAX || !order.amount().isPositive()) {
            return PayoutAnswers.rejected(
                    "payout: (expected: an id of at most 35 characters and a positive amount)");
        }
        PayoutAnswer answer = send(order);
        LOG.atInfo()
                .addKeyValue("payout.id", order.payoutId())
                .addKeyValue("bank.verdict", answer.verdict())
                .addKeyValue("reason", answer.reason())
                .log("bank.instructed");
        return answer;
    }

    /** Whatever was not understood is unclear; settlement sends the same instruction again. */
    private PayoutAnswer send(PayoutOrder order) {
        try {
            return guard.ask(() -> limited(order));
        } catch (BankIsAwayException e) {
            return PayoutAnswers.unclear(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return PayoutAnswers.unclear("the bank did not answer: " + e);
        }
    }

    /** A socket's time-out begins anew with every byte; this one does not. */
    private PayoutAnswer limited(PayoutOrder order) throws IOException {
        try {
            return TimeLimit.within(
                    config.timeLimit(),
                    () -> exchange(order),
                    () -> {
                        long millis = config.timeLimit().toMillis();
                        throw new UncheckedIOException(
                                new SocketTimeoutException("no whole answer in " + millis + " ms"));
                    },
                    answer ->
                            LOG.atWarn()
                                    .addKeyValue("payout.id", order.payoutId())
                                    .addKeyValue("bank.verdict", answer.verdict())
                                    .log("bank.answered_after_limit"));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private PayoutAnswer exchange(PayoutOrder order) {
        try {
            URI payments = URI.create(config.url() + "/payments");
            var connection = (HttpURLConnection) payments.toURL().openConnection();
            connection.setConnectTimeout((int) config.timeout().toMillis());
            connection.setReadTimeout((int) config.timeout().toMillis());
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/xml; charset=utf-8");
            connection.setDoOutput(true);
            try (var out = connection.getOutputStream()) {
                out.write(Pain001.write(config, order));
            }
            int status = connection.getResponseCode();
            if (status >= HttpURLConnection.HTTP_INTERNAL_ERROR) {
                throw new IOException("status " + status);
            }
            return PayoutAnswers.of(status, body(connection, status), order.payoutId(), json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] body(HttpURLConnection connection, int status) throws IOException {
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return in == null ? new byte[0] : in.readNBytes(ANSWER_BYTES_MAX);
        }
    }
}
