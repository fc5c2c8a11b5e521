package io.tollbridge.soak.run;

import io.tollbridge.sandbox.Platform;
import io.tollbridge.sandbox.PlatformOptions;
import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Waiting;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A platform for one run: folder and ports of its own, empty at the start. */
final class Rig implements AutoCloseable {

    /** Beside a sandbox, its tests and a recording; below the ports that systems hand out. */
    private static final int PORT_OFFSET = 12_000;

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Platform platform;
    private final Addresses at;
    private int advances;

    private Rig(Platform platform, Addresses at) {
        this.platform = platform;
        this.at = at;
    }

    static Rig start(PlatformOptions defaults) {
        Path home = defaults.layout().root().resolve(".tollbridge/soak");
        var options =
                defaults.in(home, PORT_OFFSET)
                        .withFresh(true)
                        // Compared more often than usual: a run must not wait for it.
                        .withProperties(Map.of("tollbridge.completeness.every", "20s"));
        var platform = Platform.up(options);
        return new Rig(platform, new Addresses(options.home(), PORT_OFFSET));
    }

    Platform platform() {
        return platform;
    }

    Addresses at() {
        return at;
    }

    ApiClient operator() {
        return new ApiClient(at.gateway(), at.operatorKey());
    }

    /** Moves the business clock by a day; asks again while the platform is away. */
    void nextDay() {
        advances++;
        String key = "soak-day-" + advances;
        Waiting.until(
                "the business clock moves", PATIENCE, () -> advance(key), status -> status == 200);
    }

    private int advance(String key) {
        try {
            return operator().post("/ops/v1/clock/advance", Map.of("by", "P1D"), key).status();
        } catch (UncheckedIOException _) {
            return 0;
        }
    }

    @Override
    public void close() {
        platform.down();
    }
}
