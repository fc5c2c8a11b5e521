package io.tollbridge.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Pays with one card over and over: created, confirmed and captured in one request. */
public final class PaymentClient implements Client {

    /** The last two digits of an amount can be magic in the sandbox; these are not. */
    private static final int AMOUNTS = 90;

    private final HttpLink link;
    private final String head;
    private final String token;
    private long sent;

    /**
     * A client.
     *
     * @param keys the start of its idempotency keys, used by nobody else
     */
    public PaymentClient(URI gateway, String secretKey, String token, String keys) {
        this.link = new HttpLink(gateway);
        this.token = token;
        this.head =
                "POST /v1/payments HTTP/1.1\r\nHost: "
                        + gateway.getAuthority()
                        + "\r\nAuthorization: Bearer "
                        + secretKey
                        + "\r\nContent-Type: application/json\r\nIdempotency-Key: "
                        + keys;
    }

    @Override
    public String turn() throws IOException {
        HttpReply reply = link.exchange(request(sent++));
        String body = reply.text();
        boolean paid = reply.status() == 201 && body.contains("\"status\":\"succeeded\"");
        return paid ? GOOD : reply.status() + " " + member(body, "code", "status");
    }

    private byte[] request(long number) {
        String body =
                "{\"amount\":"
                        + (1_000 + number % AMOUNTS)
                        + ",\"currency\":\"EUR\",\"confirm\":true,"
                        + "\"payment_method\":{\"type\":\"card\",\"token\":\""
                        + token
                        + "\"}}";
        return (head + number + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body)
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value of the first of these members that the body has, for people to read. */
    private static String member(String body, String... names) {
        for (String name : names) {
            String start = "\"" + name + "\":\"";
            int at = body.indexOf(start);
            if (at >= 0) {
                int from = at + start.length();
                int to = body.indexOf('"', from);
                return body.substring(from, to < 0 ? body.length() : to);
            }
        }
        return "";
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
