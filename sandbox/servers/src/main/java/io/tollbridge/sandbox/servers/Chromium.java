package io.tollbridge.sandbox.servers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The browser of this machine, for those who drive one. */
public final class Chromium {
    /** System property that says where it is, when it is in none of the usual places. */
    public static final String PROPERTY = "tollbridge.chromium";

    /** It shows pages of ours only, and nobody looks: no sandbox, no screen, no calls home. */
    public static final List<String> ARGUMENTS =
            List.of(
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private static final List<String> PLACES =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/usr/bin/google-chrome-stable",
                    "/snap/bin/chromium",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
                    "/Applications/Chromium.app/Contents/MacOS/Chromium");

    private Chromium() {}

    /** Its program, if there is one. */
    public static Optional<Path> find() {
        return Stream.concat(
                        Stream.ofNullable(System.getProperty(PROPERTY))
                                .filter(place -> !place.isEmpty()),
                        PLACES.stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst();
    }
}
