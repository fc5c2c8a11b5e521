package io.tollbridge.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a service without an identity: its first filter answers 401, and nothing behind it runs. */
public final class EchoClient implements Client {

    private final HttpLink link;
    private final byte[] request;

    public EchoClient(URI service) {
        link = new HttpLink(service);
        request =
                ("GET /v1/payments/floor HTTP/1.1\r\nHost: " + service.getAuthority() + "\r\n\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String turn() throws IOException {
        int status = link.exchange(request).status();
        return status == 401 ? GOOD : "status " + status;
    }

    @Override
    public void close() throws IOException {
        link.close();
    }
}
