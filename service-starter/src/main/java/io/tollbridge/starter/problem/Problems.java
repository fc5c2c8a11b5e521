package io.tollbridge.starter.problem;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/** Builds the body of a problem: the one place that knows its shape. */
public final class Problems {

    private static final String CODE = "code";
    private static final String TYPES = "https://tollbridge.io/problems/";

    private Problems() {}

    /** A problem with its type, title, code and request id. */
    public static ProblemDetail of(int status, String code, @Nullable String detail) {
        var problem = ProblemDetail.forStatus(status);
        var known = HttpStatus.resolve(status);
        problem.setTitle(known == null ? "Error" : known.getReasonPhrase());
        problem.setType(URI.create(TYPES + code));
        if (detail != null) {
            problem.setDetail(detail);
        }
        problem.setProperty(CODE, code);
        String requestId = MDC.get("request.id");
        if (requestId != null) {
            problem.setProperty("request_id", requestId);
        }
        return problem;
    }

    public static ProblemDetail of(ProblemException e) {
        var problem = of(e.status(), e.code(), e.detail());
        for (Map.Entry<String, Object> member : e.members().entrySet()) {
            problem.setProperty(member.getKey(), member.getValue());
        }
        return problem;
    }

    /** What a problem made here is called by programs. */
    public static String codeOf(ProblemDetail problem) {
        return String.valueOf(Objects.requireNonNull(problem.getProperties()).get(CODE));
    }
}
