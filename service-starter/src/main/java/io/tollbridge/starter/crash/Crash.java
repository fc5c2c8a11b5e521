package io.tollbridge.starter.crash;

import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A named place where a test may kill the process as {@code kill -9} would. Inert unless the JVM
 * was started with {@code -Dtollbridge.crash-at=name,other}; then the first thread to come by says
 * so in the log and halts the JVM.
 */
public final class Crash {

    private static final Logger log = LoggerFactory.getLogger(Crash.class);
    private static final Set<String> ARMED =
            Set.of(System.getProperty("tollbridge.crash-at", "").split(","));

    private Crash() {}

    public static void at(String name) {
        if (ARMED.contains(name)) {
            log.atError().addKeyValue("crash.point", name).log("crash.halted");
            Runtime.getRuntime().halt(137);
        }
    }

    /** A point that is passed for different things: armed as {@code name:detail}. */
    public static void at(String name, String detail) {
        if (!ARMED.contains("")) {
            at(name + ":" + detail);
        }
    }
}
