package io.tollbridge.checkout.support;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import io.tollbridge.sandbox.servers.Chromium;
import java.util.Map;

/** The Chromium of this machine. */
public final class Browsers {

    private Browsers() {}

    /**
     * Launches it. Without one the test is skipped and says so; with {@code
     * -Dtollbridge.browser=required} it fails.
     */
    public static Browser launch(Playwright playwright) {
        var found = Chromium.find();
        if (found.isEmpty()) {
            String reason =
                    "no Chromium found (install the package chromium, or say where it is with"
                            + " -Dtollbridge.chromium=<path>)";
            if ("required".equals(System.getProperty("tollbridge.browser"))) {
                throw new IllegalStateException(reason);
            }
            abort(reason);
        }
        return playwright
                .chromium()
                .launch(
                        new BrowserType.LaunchOptions()
                                .setExecutablePath(found.orElseThrow())
                                .setArgs(Chromium.ARGUMENTS));
    }

    /** Playwright without its own browsers. */
    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
}
