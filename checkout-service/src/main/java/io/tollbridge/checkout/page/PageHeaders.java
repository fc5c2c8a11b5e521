package io.tollbridge.checkout.page;

import org.springframework.http.HttpHeaders;

/** What the browser is told never to do on our pages. */
final class PageHeaders {

    private static final String TRUSTED_TYPES =
            "require-trusted-types-for 'script'; trusted-types 'none'";

    /** Both ways of asking for reports: browsers know one or the other. */
    private static final String REPORTS =
            "; report-to policy; report-uri " + PolicyReportController.PATH;

    /** The page: its own files, the card frame, and calls to this origin; nothing else. */
    static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                    + " frame-src 'self'; connect-src 'self'; form-action 'self';"
                    + " base-uri 'none'; frame-ancestors 'none'; "
                    + TRUSTED_TYPES
                    + REPORTS;

    /**
     * The card frame: its two files. It may call nobody, not even us. Its origin is opaque, for
     * which some browsers do not take 'self' as the address it came from; so that is named as well.
     */
    static String framePolicy(String publicUrl) {
        String files = "'self' " + publicUrl + Assets.PATH;
        return "default-src 'none'; script-src "
                + files
                + "; style-src "
                + files
                + "; form-action 'none'; base-uri 'none'; frame-ancestors 'self';"
                + " sandbox allow-scripts; "
                + TRUSTED_TYPES
                + REPORTS;
    }

    private PageHeaders() {}

    static HttpHeaders ofPage() {
        var headers = common(PAGE_POLICY, "DENY");
        headers.set("Cross-Origin-Opener-Policy", "same-origin");
        return headers;
    }

    static HttpHeaders ofFrame(String publicUrl) {
        return common(framePolicy(publicUrl), "SAMEORIGIN");
    }

    private static HttpHeaders common(String policy, String framing) {
        var headers = new HttpHeaders();
        headers.set("Content-Security-Policy", policy);
        headers.set("Reporting-Endpoints", "policy=\"" + PolicyReportController.PATH + "\"");
        headers.set("X-Frame-Options", framing);
        headers.set("X-Content-Type-Options", "nosniff");
        headers.set("Referrer-Policy", "no-referrer");
        headers.set("Cross-Origin-Resource-Policy", "same-origin");
        headers.set(
                "Permissions-Policy",
                "camera=(), microphone=(), geolocation=(), payment=(), usb=(), display-capture=()");
        headers.set("Cache-Control", "no-store");
        headers.set("Content-Type", "text/html;charset=utf-8");
        return headers;
    }
}
