package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.EndpointSecrets;
import io.tollbridge.transaction.endpoint.TargetPolicy;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One signed call. The host is resolved and every address of it checked just before; the JVM's
 * cache of names makes the connection go to the same addresses.
 */
@Component
class WebhookSender {

    private static final long MOST_ANSWER_BYTES = 64 * 1024;

    private final EndpointSecrets secrets;
    private final EndpointBook book;
    private final BusinessClock clock;
    private final Clock systemClock;
    private final Duration timeout;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(Duration.ofSeconds(5))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    /**
     * Makes a sender.
     *
     * @param clock by which a rolled secret goes out of use
     * @param systemClock receivers compare the timestamp with their own clock, so it is the real
     *     time
     */
    WebhookSender(
            EndpointSecrets secrets,
            EndpointBook book,
            BusinessClock clock,
            Clock systemClock,
            @Value("${tollbridge.webhooks.timeout}") Duration timeout) {
        this.secrets = secrets;
        this.book = book;
        this.clock = clock;
        this.systemClock = systemClock;
        this.timeout = timeout;
    }

    /** Sends, and waits for the answer no longer than allowed. */
    Answer send(WebhookEndpoint endpoint, String messageId, byte[] body) {
        URI target = URI.create(endpoint.url());
        String refusal = refusal(endpoint, target);
        if (refusal != null) {
            return new Answer(0, null, refusal);
        }
        var sent =
                http.sendAsync(
                        request(endpoint, target, messageId, body),
                        HttpResponse.BodyHandlers.limiting(
                                HttpResponse.BodyHandlers.discarding(), MOST_ANSWER_BYTES));
        try {
            return answer(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException _) {
            sent.cancel(true);
            return new Answer(0, null, "no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return new Answer(0, null, String.valueOf(e.getCause()));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Answer(0, null, "stopped");
        }
    }

    private @Nullable String refusal(WebhookEndpoint endpoint, URI target) {
        boolean loopbackAllowed = book.isLoopbackAllowed(endpoint.mode());
        try {
            for (InetAddress address : InetAddress.getAllByName(target.getHost())) {
                if (!TargetPolicy.isAllowed(address, loopbackAllowed)) {
                    return "address is not public";
                }
            }
            return null;
        } catch (UnknownHostException _) {
            return "host is not known";
        }
    }

    private HttpRequest request(
            WebhookEndpoint endpoint, URI target, String messageId, byte[] body) {
        long timestamp = systemClock.instant().getEpochSecond();
        String signatures =
                secrets.signing(endpoint, clock.instant()).stream()
                        .map(secret -> WebhookSignature.sign(secret, messageId, timestamp, body))
                        .collect(Collectors.joining(" "));
        return HttpRequest.newBuilder(target)
                .timeout(timeout)
                .header("content-type", "application/json")
                .header("user-agent", "Tollbridge-Webhooks/1")
                .header("webhook-id", messageId)
                .header("webhook-timestamp", Long.toString(timestamp))
                .header("webhook-signature", signatures)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
    }

    private static Answer answer(HttpResponse<?> response) {
        Duration retryAfter =
                response.headers()
                        .firstValue("retry-after")
                        .filter(value -> value.matches("[0-9]{1,6}"))
                        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                        .orElse(null);
        return new Answer(response.statusCode(), retryAfter, null);
    }
}
