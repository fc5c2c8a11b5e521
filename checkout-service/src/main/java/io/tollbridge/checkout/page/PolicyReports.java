package io.tollbridge.checkout.page;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what browsers say about broken policies, in either of their two forms. Pure. Anybody may
 * send one, so only short, plain words come out, and addresses without what follows their path.
 */
final class PolicyReports {

    static final int REPORTS_MAX = 8;
    private static final int WORD_MAX = 200;

    private PolicyReports() {}

    /**
     * One broken rule.
     *
     * @param directive the rule, {@code script-src-elem}
     * @param blocked what was not loaded or run: an address, {@code inline}, {@code eval}
     * @param page where
     * @param source the file that asked for it
     */
    record Violation(String directive, String blocked, String page, String source) {}

    /** At most {@value #REPORTS_MAX}; none when it is not a report. */
    static List<Violation> read(byte[] body, JsonMapper json) {
        JsonNode said;
        try {
            said = json.readTree(body);
        } catch (JacksonException _) {
            return List.of();
        }
        var found = new ArrayList<Violation>();
        if (said.path("csp-report").isObject()) {
            found.add(classic(said.path("csp-report")));
        }
        for (JsonNode report : said) {
            if (found.size() < REPORTS_MAX && "csp-violation".equals(text(report, "type"))) {
                found.add(modern(report.path("body")));
            }
        }
        return found;
    }

    private static Violation classic(JsonNode body) {
        String rule = text(body, "effective-directive");
        return new Violation(
                rule.isEmpty() ? text(body, "violated-directive") : rule,
                address(text(body, "blocked-uri")),
                address(text(body, "document-uri")),
                address(text(body, "source-file")));
    }

    private static Violation modern(JsonNode body) {
        return new Violation(
                text(body, "effectiveDirective"),
                address(text(body, "blockedURL")),
                address(text(body, "documentURL")),
                address(text(body, "sourceFile")));
    }

    private static String address(String text) {
        return text.replaceAll("[?#].*", "");
    }

    private static String text(JsonNode node, String name) {
        String plain = node.path(name).asString("").replaceAll("\\p{Cntrl}", " ").strip();
        return plain.length() > WORD_MAX ? plain.substring(0, WORD_MAX) : plain;
    }
}
