package io.tollbridge.checkout.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.regex.Pattern;

/** A shopper without a browser: keeps the cookie and the ticket of the page. */
public final class Shopper {

    private static final Pattern TICKET = Pattern.compile("data-ticket=\"([^\"]+)\"");

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final String base;
    private final String session;
    private final VaultStub vault;
    private volatile String cookie = "";
    private volatile String ticket = "";

    public Shopper(String base, String session, VaultStub vault) {
        this.base = base;
        this.session = session;
        this.vault = vault;
    }

    /** Opens the page. */
    public Shopper visit() {
        var page = get("/pay/" + session);
        var found = TICKET.matcher(page.body());
        if (!found.find()) {
            throw new AssertionError(page.statusCode() + " " + page.body());
        }
        ticket = found.group(1);
        cookie = page.headers().firstValue("set-cookie").orElseThrow().replaceAll(";.*", "");
        return this;
    }

    public String session() {
        return session;
    }

    public String ticket() {
        return ticket;
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(base + path)).header("Cookie", cookie));
    }

    /** Answers the status. */
    public int post(String path, String type, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                        .header("Content-Type", type)
                        .POST(BodyPublishers.ofString(body)))
                .statusCode();
    }

    /** Pays, and keeps the next ticket. */
    public Map<String, Object> pay(String number) {
        var answer = payWith(ticket, number);
        keepTicketOf(answer);
        return answer;
    }

    private void keepTicketOf(Map<String, Object> answer) {
        if (answer.get("ticket") instanceof String next) {
            ticket = next;
        }
    }

    public Map<String, Object> payWith(String with, String number) {
        return read(send(request(with, number)));
    }

    /** Pays as a page of another site would; answers the status. */
    public int payFrom(String site, String number) {
        return send(request(ticket, number).header("Sec-Fetch-Site", site)).statusCode();
    }

    /** Gives the current try up, and keeps the next ticket. */
    public Map<String, Object> withdraw() {
        var answer =
                read(
                        send(
                                HttpRequest.newBuilder(
                                                URI.create(base + "/pay/" + session + "/withdraw"))
                                        .header("Cookie", cookie)
                                        .header("X-Checkout-Ticket", ticket)
                                        .POST(BodyPublishers.noBody())));
        keepTicketOf(answer);
        return answer;
    }

    public Map<String, Object> status() {
        return read(get("/pay/" + session + "/status"));
    }

    private HttpRequest.Builder request(String with, String number) {
        String body =
                StubServer.JSON.writeValueAsString(
                        Map.of("jwe", vault.seal(number, "123"), "locale", "en"));
        return HttpRequest.newBuilder(URI.create(base + "/pay/" + session + "/pay"))
                .header("Cookie", cookie)
                .header("Content-Type", "application/json")
                .header("X-Checkout-Ticket", with)
                .POST(BodyPublishers.ofString(body));
    }

    @SuppressWarnings("unchecked") // a JSON object is a map of strings to whatever
    private static Map<String, Object> read(HttpResponse<String> answer) {
        return StubServer.JSON.readValue(answer.body(), Map.class);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
