package io.tollbridge.simulator.launch;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one simulator until the process is asked to stop. */
public final class Simulator {

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    private Simulator() {}

    /** Starts the parts of a simulator; closing what it returns stops them. */
    @FunctionalInterface
    public interface Start {
        AutoCloseable start(String[] arguments) throws IOException;
    }

    /** Never returns normally: SIGTERM ends the process after the parts are closed. */
    public static void run(String[] arguments, Start start) {
        AutoCloseable running;
        try {
            running = start.start(arguments);
        } catch (Arguments.Refused refused) {
            LOG.info("{}", refused.getMessage());
            System.exit(refused.exitCode());
            return;
        } catch (IOException failed) {
            LOG.error("cannot_start reason={}", failed.getMessage());
            System.exit(1);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(running), "stop"));
        awaitForever();
    }

    private static void stop(AutoCloseable running) {
        try {
            running.close();
            LOG.info("stopped");
        } catch (Exception failed) {
            LOG.error("stop_failed", failed);
        }
    }

    private static void awaitForever() {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
