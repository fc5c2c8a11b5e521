package io.tollbridge.starter.audit;

import io.tollbridge.contracts.operations.OperatorAction;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.logging.CardNumberMasker;
import io.tollbridge.starter.web.ProblemHandler;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.servlet.HandlerMapping;

/** A request in the words of the audit trail. */
public final class AuditedRequest {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Pattern KEY =
            Pattern.compile("\\b((?:sk|pk|op)_(?:test|live)_|whsec_)[0-9A-Za-z+/=_-]+");
    private static final int LONGEST = 300;

    private AuditedRequest() {}

    /** Whether it asks to change something. */
    public static boolean isMutating(HttpServletRequest request) {
        return !READING.contains(request.getMethod());
    }

    /** Who makes it; empty when nobody is proven to. */
    public static Optional<Caller> caller(HttpServletRequest request) {
        return Optional.ofNullable((Caller) request.getAttribute(Caller.class.getName()));
    }

    /**
     * Who asks for what, with an id of its own: the id that came with the request is the caller's
     * choice, and must not let one action pass for another.
     *
     * @param target what it is done to
     */
    public static OperatorAction action(
            String service, HttpServletRequest request, String target, Instant now) {
        return new OperatorAction(
                "act_" + Ids.sortable(now),
                service,
                kept(caller(request).map(AuditedRequest::name).orElse("unknown")),
                request.getMethod()
                        + " "
                        + request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE),
                kept(target),
                kept(origin(request)),
                kept(Objects.requireNonNullElse(MDC.get("request.id"), "")),
                now);
    }

    /** The code of the problem that it was refused with; null when it was not. */
    public static @Nullable String problem(HttpServletRequest request) {
        return (String) request.getAttribute(ProblemHandler.CODE);
    }

    /** Short, and without card numbers and keys, wherever they were typed. */
    public static String kept(String text) {
        String masked = CardNumberMasker.mask(KEY.matcher(text).replaceAll("$1****"));
        return masked.length() <= LONGEST ? masked : masked.substring(0, LONGEST);
    }

    private static String name(Caller caller) {
        return caller.kind().name().toLowerCase(Locale.ROOT) + ":" + caller.subject();
    }

    /** Behind the gateway the operator's address; it is the gateway's word. */
    private static String origin(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("X-Forwarded-For"))
                .orElseGet(request::getRemoteAddr);
    }
}
