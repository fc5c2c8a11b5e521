package io.tollbridge.checkout.support;

import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The Chromium of this machine. */
public final class Browsers {

    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/usr/bin/google-chrome-stable",
                    "/snap/bin/chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private Browsers() {}

    /** Where it is: {@code -Dtollbridge.chromium}, else the usual places. */
    public static Optional<Path> chromium() {
        String told = System.getProperty("tollbridge.chromium", "");
        return Stream.concat(Stream.of(told).filter(place -> !place.isEmpty()), PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }

    /**
     * Launches it. Without one the test is skipped and says so; with {@code
     * -Dtollbridge.browser=required} it fails.
     */
    public static Browser launch(Playwright playwright) {
        var found = chromium();
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
                                .setArgs(
                                        List.of(
                                                "--no-sandbox",
                                                "--disable-gpu",
                                                "--disable-quic",
                                                "--no-first-run",
                                                "--disable-background-networking",
                                                "--disable-component-update",
                                                "--disable-sync")));
    }

    /** Playwright without its own browsers. */
    public static Playwright playwright() {
        return Playwright.create(
                new Playwright.CreateOptions()
                        .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }
}
