package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receiver that is called at an address is still known by its name. */
class WebhookTlsTest {

    private static final char[] PASSWORD = "test-only".toCharArray();

    private final List<SNIServerName> asked = new CopyOnWriteArrayList<>();

    @TempDir private Path folder;

    @Test
    void a_certificate_is_asked_for_and_checked_by_the_name_and_not_by_the_address()
            throws Exception {
        var tls = tls(keys("shop.test"));
        var server = server(tls);
        try (var client = WebhookHttp.client(new DefaultClientTlsStrategy(tls))) {
            int port = server.getAddress().getPort();
            assertThat(post(client, "shop.test", port)).isEqualTo(204);
            assertThat(asked).containsExactly(new SNIHostName("shop.test"));
            assertThatThrownBy(() -> post(client, "other.test", port))
                    .isInstanceOf(SSLException.class)
                    .hasMessageContaining("other.test");
        } finally {
            server.stop(0);
        }
    }

    private static int post(CloseableHttpClient client, String name, int port) throws IOException {
        var host = new HttpHost("https", InetAddress.getLoopbackAddress(), name, port);
        var request = new HttpPost(URI.create("https://" + name + ":" + port + "/hooks"));
        return client.execute(host, request, response -> response.getCode());
    }

    private HttpsServer server(SSLContext tls) throws IOException {
        var server =
                HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        server.createContext(
                "/",
                exchange -> {
                    if (((HttpsExchange) exchange).getSSLSession()
                            instanceof ExtendedSSLSession session) {
                        asked.addAll(session.getRequestedServerNames());
                    }
                    exchange.sendResponseHeaders(204, -1);
                    exchange.close();
                });
        server.start();
        return server;
    }

    /** A key with a certificate that it signed itself. */
    private KeyStore keys(String name) throws Exception {
        Path file = folder.resolve("keys.p12");
        var made =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "keytool")
                                        .toString(),
                                "-genkeypair",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + name,
                                "-ext",
                                "san=dns:" + name,
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .inheritIO()
                        .start();
        assertThat(made.waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), PASSWORD);
    }

    /** One side has the key, the other one trusts it. */
    private static SSLContext tls(KeyStore keys) throws Exception {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = KeyStore.getInstance(keys.getType());
        trusted.load(null, null);
        trusted.setCertificateEntry("peer", keys.getCertificate("mykey"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return tls;
    }
}
