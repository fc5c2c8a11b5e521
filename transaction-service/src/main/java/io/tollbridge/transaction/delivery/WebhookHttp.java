package io.tollbridge.transaction.delivery;

import io.tollbridge.transaction.delivery.WebhookSender.HostNames;
import java.net.InetAddress;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The client that calls receivers: no redirects, no repeats of its own, no cookies. Connections are
 * kept for a while, by host and address.
 */
@Configuration
class WebhookHttp {

    private static final int MOST_CONNECTIONS = 2000;
    private static final int CONNECTIONS_PER_HOST = 200;

    @Bean
    static HostNames hostNames() {
        return InetAddress::getAllByName;
    }

    @Bean
    static CloseableHttpClient webhookClient() {
        return client(DefaultClientTlsStrategy.createDefault());
    }

    static CloseableHttpClient client(TlsSocketStrategy tls) {
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setTlsSocketStrategy(tls)
                        .setMaxConnTotal(MOST_CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS_PER_HOST)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(Timeout.ofSeconds(5))
                                        .setValidateAfterInactivity(TimeValue.ofSeconds(1))
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent("Tollbridge-Webhooks/1")
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableContentCompression()
                .evictExpiredConnections()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }
}
