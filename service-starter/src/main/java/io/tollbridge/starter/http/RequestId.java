package io.tollbridge.starter.http;

import io.tollbridge.kernel.Ids;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The name of a request, in logs, problems and answers. The gateway and the services go by this one
 * rule, so that a caller's own id is the same everywhere.
 */
public final class RequestId {

    /** The header that carries it, in what comes in and in what goes out. */
    public static final String HEADER = "Request-Id";

    private static final int MOST_CHARACTERS = 64;

    private RequestId() {}

    /** The caller's own id when it is short and plain, as a UUID is; else a new one. */
    public static String of(@Nullable String offered, Instant now) {
        return offered != null && isUsable(offered) ? offered : "req_" + Ids.sortable(now);
    }

    /** It goes into log lines and headers as it is. */
    private static boolean isUsable(String id) {
        return !id.isEmpty()
                && id.length() <= MOST_CHARACTERS
                && id.chars().allMatch(RequestId::isPlain);
    }

    private static boolean isPlain(int c) {
        return (c >= '0' && c <= '9')
                || (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || c == '_'
                || c == '-'
                || c == '.';
    }
}
