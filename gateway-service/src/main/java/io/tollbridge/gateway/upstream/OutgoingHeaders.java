package io.tollbridge.gateway.upstream;

import io.tollbridge.gateway.entry.Passage;
import io.tollbridge.starter.http.Deadline;
import io.tollbridge.starter.http.RequestId;
import io.tollbridge.starter.identity.IdentitySigner;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers of a request as a service gets them: what the caller sent, less what is ours to say.
 */
final class OutgoingHeaders implements HttpHeadersFilter {

    static final String VERSION = "Tollbridge-Version";

    private static final Set<String> OURS =
            Set.of(
                    "authorization",
                    "x-tollbridge-identity",
                    "x-request-deadline",
                    "request-id",
                    "tollbridge-version",
                    "traceparent",
                    "forwarded",
                    "x-forwarded-for",
                    "x-forwarded-host",
                    "x-forwarded-proto",
                    "x-forwarded-port",
                    "x-forwarded-prefix",
                    "x-real-ip",
                    "connection",
                    "keep-alive",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "expect",
                    "host",
                    "proxy-authorization",
                    "proxy-connection");

    private final IdentitySigner signer;

    OutgoingHeaders(IdentitySigner signer) {
        this.signer = signer;
    }

    @Override
    public HttpHeaders filter(HttpHeaders incoming, ServerWebExchange exchange) {
        Passage passage = Passage.of(exchange);
        if (passage == null) {
            throw new IllegalStateException("a request that did not come in by the door");
        }
        var out = new HttpHeaders();
        List<String> hopOnly = incoming.getConnection();
        for (Map.Entry<String, List<String>> header : incoming.headerSet()) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (!OURS.contains(name) && !isNamed(hopOnly, name)) {
                out.addAll(header.getKey(), header.getValue());
            }
        }
        ServerHttpRequest request = exchange.getRequest();
        out.set(IdentityVerifier.HEADER, signer.sign(passage.caller()));
        out.set(RequestId.HEADER, passage.requestId());
        out.set(VERSION, passage.version());
        out.set(Deadline.HEADER, Long.toString(passage.remainingMillis()));
        out.set("traceparent", passage.traceparent());
        out.set("X-Forwarded-For", passage.clientAddress());
        String host = incoming.getFirst(HttpHeaders.HOST);
        if (host != null) {
            out.set("X-Forwarded-Host", host);
        }
        String scheme = request.getURI().getScheme();
        out.set("X-Forwarded-Proto", scheme == null ? "http" : scheme);
        return out;
    }

    private static boolean isNamed(List<String> options, String name) {
        for (String option : options) {
            if (option.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
