package io.tollbridge.simulator.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An RFC 9457 refusal; {@code param} names the offending field or element. */
public final class Problem extends RuntimeException {

    private final int status;
    private final String code;
    private final @Nullable String param;

    public Problem(int status, String code, String detail, @Nullable String param) {
        super(detail);
        this.status = status;
        this.code = code;
        this.param = param;
    }

    public static Problem notFound(String detail) {
        return new Problem(404, "not_found", detail, null);
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable String param() {
        return param;
    }

    Map<String, Object> body() {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "urn:tollbridge:sandbox:" + code);
        body.put("title", code.replace('_', ' '));
        body.put("status", status);
        body.put("detail", String.valueOf(getMessage()));
        body.put("code", code);
        if (param != null) {
            body.put("param", param);
        }
        return body;
    }
}
