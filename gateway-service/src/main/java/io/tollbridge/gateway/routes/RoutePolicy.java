package io.tollbridge.gateway.routes;

import io.tollbridge.gateway.routes.Target.Access;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of the platform. The longest listed beginning of a path decides. */
public final class RoutePolicy {

    private static final Map<String, Target> BY_HEAD =
            Map.ofEntries(
                    api("/v1/payments", "core-engine"),
                    api("/v1/refunds", "core-engine"),
                    api("/v1/events", "transaction"),
                    api("/v1/webhook_endpoints", "transaction"),
                    api("/v1/transactions", "transaction"),
                    api("/v1/merchants", "merchant"),
                    api("/v1/api_keys", "merchant"),
                    api("/v1/checkout", "checkout"),
                    api("/v1/tokens", "channel"),
                    api("/v1/risk", "risk"),
                    api("/v1/ledger", "accounting"),
                    api("/v1/balance", "settlement"),
                    api("/v1/settlements", "settlement"),
                    api("/v1/payouts", "settlement"),
                    api("/v1/reconciliation", "reconciliation"),
                    api("/v1/reports", "finance"),
                    api("/ops/v1", "operations"),
                    api("/ops/v1/statements", "channel"),
                    api("/ops/v1/compensation", "compensation"),
                    Map.entry("/pay", new Target("checkout", Access.OPEN)),
                    Map.entry("/docs", new Target(Target.SELF, Access.OPEN)));

    private static final Optional<Target> LIST_OF_PAYMENTS =
            Optional.of(new Target("transaction", Access.SECRET_KEY));
    private static final Optional<Target> NEW_TOKEN =
            Optional.of(new Target("channel", Access.ANY_KEY));
    private static final Optional<Target> TOKEN_KEY =
            Optional.of(new Target("channel", Access.KEY_OR_NONE));

    private RoutePolicy() {}

    private static Map.Entry<String, Target> api(String head, String service) {
        return Map.entry(head, new Target(service, Access.SECRET_KEY));
    }

    /** Where a request goes; empty when there is no such thing. */
    public static Optional<Target> find(String method, String path) {
        if (path.equals("/v1/payments") && method.equals("GET")) {
            return LIST_OF_PAYMENTS;
        }
        if (path.equals("/v1/tokens") && method.equals("POST")) {
            return NEW_TOKEN;
        }
        if (path.equals("/v1/tokens/key") && method.equals("GET")) {
            return TOKEN_KEY;
        }
        return Optional.ofNullable(byHead(path));
    }

    private static @Nullable Target byHead(String path) {
        if (path.startsWith("/v1/")) {
            return BY_HEAD.get(head(path, 2));
        }
        if (path.startsWith("/ops/")) {
            Target special = BY_HEAD.get(head(path, 3));
            return special == null ? BY_HEAD.get(head(path, 2)) : special;
        }
        return BY_HEAD.get(head(path, 1));
    }

    /** The first words of a path: {@code /v1/payments} are two of {@code /v1/payments/pay_1}. */
    private static String head(String path, int words) {
        int end = 0;
        for (int i = 0; i < words && end >= 0; i++) {
            end = path.indexOf('/', end + 1);
        }
        return end < 0 ? path : path.substring(0, end);
    }

    /**
     * Whether a path says what it means: no way up, no empty step, no parameters, nothing hidden in
     * percent signs. What another server might read differently is refused here.
     */
    public static boolean isPlain(String path) {
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            boolean doubtful =
                    switch (c) {
                        case ';', '\\', '%' -> true;
                        case '/' ->
                                i + 1 < path.length()
                                        && (path.charAt(i + 1) == '/' || path.charAt(i + 1) == '.');
                        default -> c <= ' ' || c >= 0x7f;
                    };
            if (doubtful) {
                return false;
            }
        }
        return path.startsWith("/");
    }
}
