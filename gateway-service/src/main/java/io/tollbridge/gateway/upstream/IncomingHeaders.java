package io.tollbridge.gateway.upstream;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of an answer as the caller gets them: what the service sent, less what we have set.
 */
final class IncomingHeaders implements HttpHeadersFilter {

    private static final Set<String> OURS =
            Set.of(
                    "request-id",
                    "tollbridge-version",
                    "ratelimit",
                    "ratelimit-policy",
                    "strict-transport-security",
                    "x-content-type-options",
                    "x-tollbridge-identity",
                    "server",
                    "connection",
                    "keep-alive",
                    "transfer-encoding");

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }

    @Override
    public HttpHeaders filter(HttpHeaders answered, ServerWebExchange exchange) {
        var out = new HttpHeaders();
        for (Map.Entry<String, List<String>> header : answered.headerSet()) {
            if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                out.addAll(header.getKey(), header.getValue());
            }
        }
        return out;
    }
}
