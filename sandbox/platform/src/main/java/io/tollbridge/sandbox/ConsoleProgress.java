package io.tollbridge.sandbox;

import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One line per process: redrawn in place on a terminal, printed when it is done anywhere else. */
final class ConsoleProgress implements Progress, AutoCloseable {
    private static final int REDRAW_MILLIS = 250;
    private static final String[] SPINNER = {"|", "/", "-", "\\"};

    private final PrintStream out;
    private final boolean terminal;
    private final Map<String, Line> lines = new LinkedHashMap<>();
    private final ScheduledExecutorService redraw =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("progress").factory());
    private boolean muted;
    private int drawn;
    private int turn;

    ConsoleProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
        if (terminal) {
            var _ =
                    redraw.scheduleAtFixedRate(
                            this::draw, REDRAW_MILLIS, REDRAW_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** On standard output, which stays open. */
    static ConsoleProgress onStandardOutput() {
        boolean terminal =
                Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent();
        return new ConsoleProgress(System.out, terminal);
    }

    private record Line(String mark, long startNanos, Duration took) {
        boolean running() {
            return mark.isEmpty();
        }
    }

    @Override
    public synchronized void started(String name) {
        lines.put(name, new Line("", System.nanoTime(), Duration.ZERO));
    }

    @Override
    public synchronized void ready(String name, Duration took) {
        done(name, "ok", took);
    }

    @Override
    public synchronized void failed(String name) {
        done(name, "FAILED", Duration.ZERO);
    }

    @Override
    public synchronized void interrupted() {
        muted = true;
        out.println("interrupted: stopping what was started");
        out.flush();
    }

    private void done(String name, String mark, Duration took) {
        var line = new Line(mark, 0, took);
        lines.put(name, line);
        if (!terminal && !muted) {
            out.println(text(name, line));
        }
    }

    private synchronized void draw() {
        if (muted) {
            return;
        }
        if (drawn > 0) {
            out.print("\u001b[" + drawn + "A");
        }
        turn++;
        lines.forEach((name, line) -> out.println("\u001b[2K" + text(name, line)));
        drawn = lines.size();
        out.flush();
    }

    private String text(String name, Line line) {
        Duration time =
                line.running()
                        ? Duration.ofNanos(System.nanoTime() - line.startNanos())
                        : line.took();
        String mark = line.running() ? SPINNER[turn % SPINNER.length] : line.mark();
        return "  %-18s %-7s %s".formatted(name, mark, time.isZero() ? "" : seconds(time));
    }

    static String seconds(Duration time) {
        return "%5.1f s".formatted(time.toMillis() / 1_000.0);
    }

    /** Draws a last time and stops. */
    @Override
    public void close() {
        redraw.shutdownNow();
        if (terminal) {
            draw();
        }
    }
}
