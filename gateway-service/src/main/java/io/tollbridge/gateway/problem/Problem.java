package io.tollbridge.gateway.problem;

import java.util.Map;

/**
 * What is wrong with a request, or with us.
 *
 * @param code stable, for programs
 * @param detail for people
 * @param members further members of the body
 * @param headers headers of the answer
 */
public record Problem(
        int status,
        String code,
        String detail,
        Map<String, Object> members,
        Map<String, String> headers) {

    public static Problem of(int status, String code, String detail) {
        return new Problem(status, code, detail, Map.of(), Map.of());
    }

    /** A parameter that is not what it should be. */
    public static Problem badRequest(String code, String param, String detail) {
        return new Problem(400, code, detail, Map.of("param", param), Map.of());
    }

    public Problem withHeader(String name, String value) {
        return new Problem(status, code, detail, members, Map.of(name, value));
    }
}
