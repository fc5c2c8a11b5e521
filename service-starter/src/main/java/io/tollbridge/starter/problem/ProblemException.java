package io.tollbridge.starter.problem;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a request with an RFC 9457 problem. {@code code} is stable and meant for programs, {@code
 * detail} for people: it says the value and what was expected.
 */
public final class ProblemException extends RuntimeException {

    private final int status;
    private final String code;
    private final @Nullable Duration retryAfter;
    private final Map<String, Object> members = new LinkedHashMap<>();

    public ProblemException(int status, String code, String detail) {
        this(status, code, detail, null);
    }

    private ProblemException(
            int status, String code, String detail, @Nullable Duration retryAfter) {
        super(detail, null, false, false); // a refusal is an answer, not a failure: no stack trace
        this.status = status;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /** 400: the request is malformed at one field. */
    public static ProblemException badRequest(String code, String param, String detail) {
        return new ProblemException(400, code, detail).with("param", param);
    }

    /** 403: the caller may not do this. */
    public static ProblemException forbidden(String detail) {
        return new ProblemException(403, "forbidden", detail);
    }

    /** 404: there is no such thing, or it is not this caller's. */
    public static ProblemException notFound(String what, String id) {
        return new ProblemException(404, "not_found", what + " " + id + " does not exist");
    }

    /** 409: the thing is in a state that does not allow this. */
    public static ProblemException conflict(String code, String detail) {
        return new ProblemException(409, code, detail);
    }

    /** 409: try the same again after a while. */
    public static ProblemException conflict(String code, String detail, Duration retryAfter) {
        return new ProblemException(409, code, detail, retryAfter);
    }

    /** 422: well-formed, but not possible. */
    public static ProblemException unprocessable(String code, String param, String detail) {
        return new ProblemException(422, code, detail).with("param", param);
    }

    /** 503: not now; the same request may be sent again. */
    public static ProblemException unavailable(String code, String detail, Duration retryAfter) {
        return new ProblemException(503, code, detail, retryAfter);
    }

    /** Adds a member to the problem. */
    public ProblemException with(String name, @Nullable Object value) {
        if (value != null) {
            members.put(name, value);
        }
        return this;
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    public Map<String, Object> members() {
        return members;
    }

    public String detail() {
        return String.valueOf(getMessage());
    }
}
