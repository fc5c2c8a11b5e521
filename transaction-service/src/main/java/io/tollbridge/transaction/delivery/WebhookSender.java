package io.tollbridge.transaction.delivery;

import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.transaction.delivery.DeliveryPolicy.Answer;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.endpoint.EndpointSecrets;
import io.tollbridge.transaction.endpoint.TargetPolicy;
import io.tollbridge.transaction.endpoint.WebhookEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * One signed call. The host is resolved once: every address is checked, and the connection goes to
 * the first of them, so that a name that changes in between leads nowhere else.
 */
@Component
class WebhookSender implements AutoCloseable {

    private static final int MOST_ANSWER_BYTES = 64 * 1024;

    private static final String SIGNATURE = "webhook-signature";

    private final EndpointSecrets secrets;
    private final EndpointBook book;
    private final BusinessClock clock;
    private final Clock systemClock;
    private final Duration timeout;
    private final HostNames names;
    private final CloseableHttpClient http;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    /** Finds the addresses of a host. */
    @FunctionalInterface
    interface HostNames {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /**
     * What was sent where, and what came back.
     *
     * @param headers without the signature: who reads the log need not be who may send
     */
    record Exchange(String url, Map<String, String> headers, Answer answer, long durationMillis) {}

    /** A host that may not be called. */
    private static final class Refused extends IOException {
        Refused(String reason) {
            super(reason);
        }
    }

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
            @Value("${tollbridge.webhooks.timeout}") Duration timeout,
            HostNames names,
            CloseableHttpClient webhookClient) {
        this.secrets = secrets;
        this.book = book;
        this.clock = clock;
        this.systemClock = systemClock;
        this.timeout = timeout;
        this.names = names;
        this.http = webhookClient;
    }

    /** Sends, and waits for the answer no longer than allowed. */
    Exchange send(WebhookEndpoint endpoint, String messageId, byte[] body) {
        var request = request(endpoint, messageId, body);
        long start = System.nanoTime();
        Answer answer = answer(endpoint, request);
        long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
        return new Exchange(endpoint.url(), shown(request), answer, millis);
    }

    private Answer answer(WebhookEndpoint endpoint, HttpPost request) {
        var sent =
                threads.submit(
                        () -> http.execute(checked(endpoint), request, WebhookSender::answer));
        try {
            return sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            request.cancel();
            return Answer.none("no answer within " + timeout.toSeconds() + " s");
        } catch (ExecutionException e) {
            return Answer.none(reason(e.getCause()));
        } catch (InterruptedException _) {
            request.cancel();
            Thread.currentThread().interrupt();
            return Answer.none("stopped");
        }
    }

    /** The host by name, for its certificate and its own use, at the address that was checked. */
    private HttpHost checked(WebhookEndpoint endpoint) throws IOException {
        var target = URI.create(endpoint.url());
        boolean loopbackAllowed = book.isLoopbackAllowed(endpoint.mode());
        var addresses = List.of(resolved(target.getHost()));
        if (!addresses.stream().allMatch(one -> TargetPolicy.isAllowed(one, loopbackAllowed))) {
            throw new Refused("address is not public");
        }
        return new HttpHost(
                target.getScheme(), addresses.getFirst(), target.getHost(), target.getPort());
    }

    private InetAddress[] resolved(String host) throws IOException {
        try {
            return names.resolve(host);
        } catch (UnknownHostException _) {
            throw new Refused("host is not known");
        }
    }

    private HttpPost request(WebhookEndpoint endpoint, String messageId, byte[] body) {
        long timestamp = systemClock.instant().getEpochSecond();
        String signatures =
                secrets.signing(endpoint, clock.instant()).stream()
                        .map(secret -> WebhookSignature.sign(secret, messageId, timestamp, body))
                        .collect(Collectors.joining(" "));
        var request = new HttpPost(URI.create(endpoint.url()));
        request.setHeader("webhook-id", messageId);
        request.setHeader("webhook-timestamp", Long.toString(timestamp));
        request.setHeader(SIGNATURE, signatures);
        request.setEntity(new ByteArrayEntity(body, ContentType.APPLICATION_JSON));
        return request;
    }

    private static Map<String, String> shown(HttpPost request) {
        return Arrays.stream(request.getHeaders())
                .filter(header -> !header.getName().equals(SIGNATURE))
                .collect(Collectors.toMap(Header::getName, Header::getValue));
    }

    private static Answer answer(ClassicHttpResponse response) throws IOException {
        var entity = response.getEntity();
        byte[] body =
                entity == null
                        ? new byte[0]
                        : entity.getContent().readNBytes(MOST_ANSWER_BYTES + 1);
        if (body.length > MOST_ANSWER_BYTES) {
            throw new Refused("answer longer than " + MOST_ANSWER_BYTES + " bytes");
        }
        var header = response.getFirstHeader("retry-after");
        String wish = header == null ? null : header.getValue();
        Duration retryAfter =
                wish != null && wish.matches("[0-9]{1,6}")
                        ? Duration.ofSeconds(Long.parseLong(wish))
                        : null;
        return new Answer(response.getCode(), retryAfter, null, beginning(body));
    }

    private static @Nullable String beginning(byte[] body) {
        int length = Math.min(body.length, DeliveryPolicy.ANSWER_BYTES);
        return length == 0 ? null : new String(body, 0, length, StandardCharsets.UTF_8);
    }

    private static String reason(@Nullable Throwable cause) {
        return String.valueOf(cause instanceof Refused ? cause.getMessage() : cause);
    }

    @Override
    public void close() {
        threads.close();
    }
}
