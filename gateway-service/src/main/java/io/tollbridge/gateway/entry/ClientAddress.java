package io.tollbridge.gateway.entry;

import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Where a request comes from. {@code X-Forwarded-For} is believed only as far as proxies of ours
 * have written it: the n-th from the right.
 */
final class ClientAddress {

    static final String FORWARDED = "X-Forwarded-For";

    private ClientAddress() {}

    static String of(ServerHttpRequest request, int trustedHops) {
        if (trustedHops > 0) {
            List<String> lines = request.getHeaders().getOrEmpty(FORWARDED);
            String[] hops = String.join(",", lines).split(",", -1);
            String hop = hops[Math.max(0, hops.length - trustedHops)].strip();
            if (!hop.isEmpty()) {
                return hop;
            }
        }
        InetSocketAddress remote = request.getRemoteAddress();
        return remote == null || remote.getAddress() == null
                ? "unknown"
                : remote.getAddress().getHostAddress();
    }
}
