package io.tollbridge.simulator.journal;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A file of lines with group commit: many appends, one fsync. */
public final class Journal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final int PENDING_MAX = 10_000;

    private final FileChannel channel;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final Thread writer;

    private List<byte[]> pending = new ArrayList<>();
    private long appended;
    private long durable;
    private boolean closing;
    private @Nullable IOException failure;

    private Journal(FileChannel channel, String name) {
        this.channel = channel;
        this.writer =
                Thread.ofPlatform().daemon().name("journal-" + name).unstarted(this::writeLoop);
    }

    /**
     * Replays every whole line of {@code file} into {@code replay}, then opens it for appending.
     */
    public static Journal open(Path file, Consumer<String> replay) throws IOException {
        Path directory = file.toAbsolutePath().getParent();
        if (directory != null) {
            Files.createDirectories(directory);
        }
        if (Files.notExists(file)) {
            Files.createFile(file);
        }
        long good = replayInto(file, replay);
        FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        if (channel.size() > good) {
            LOG.warn("torn_last_line_cut file={} bytes={}", file, channel.size() - good);
            channel.truncate(good);
            channel.force(true);
        }
        channel.position(good);
        Journal journal = new Journal(channel, String.valueOf(file.getFileName()));
        journal.writer.start();
        return journal;
    }

    private static long replayInto(Path file, Consumer<String> replay) throws IOException {
        long size = Files.size(file);
        long good = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            ByteArrayOutputStream line = new ByteArrayOutputStream(512);
            for (int b = in.read(); b >= 0; b = in.read()) {
                if (b != '\n') {
                    line.write(b);
                    continue;
                }
                long end = good + line.size() + 1;
                try {
                    replay.accept(line.toString(StandardCharsets.UTF_8));
                } catch (RuntimeException damaged) {
                    if (end < size) {
                        throw new IOException(
                                "books damaged: " + file + " at byte " + good, damaged);
                    }
                    return good;
                }
                good = end;
                line.reset();
            }
        }
        return good;
    }

    /**
     * Queues one line. The order of calls is the order in the file. The answer is the sequence to
     * wait for.
     */
    public long append(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        lock.lock();
        try {
            while (pending.size() >= PENDING_MAX && failure == null && !closing) {
                progress.awaitUninterruptibly();
            }
            refuseIfClosedOrFailed();
            pending.add(bytes);
            work.signal();
            return ++appended;
        } finally {
            lock.unlock();
        }
    }

    /** The sequence of the newest line, durable or not. */
    public long appended() {
        lock.lock();
        try {
            return appended;
        } finally {
            lock.unlock();
        }
    }

    /** Returns when the line with this sequence, and all before it, survive a crash. */
    public void awaitDurable(long sequence) {
        lock.lock();
        try {
            while (durable < sequence) {
                if (failure != null || (closing && !writer.isAlive())) {
                    throw new UncheckedIOException(
                            "line " + sequence + " is not durable",
                            failure == null ? new IOException("journal closed") : failure);
                }
                progress.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuseIfClosedOrFailed() {
        if (failure != null) {
            throw new UncheckedIOException("books cannot be written", failure);
        }
        if (closing) {
            throw new IllegalStateException("books are closed");
        }
    }

    private void writeLoop() {
        try {
            for (List<byte[]> batch = nextBatch(); !batch.isEmpty(); batch = nextBatch()) {
                write(batch);
                channel.force(false);
                markDurable(batch.size());
            }
        } catch (IOException broken) {
            LOG.error("books_cannot_be_written", broken);
            lock.lock();
            try {
                failure = broken;
                progress.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    private List<byte[]> nextBatch() {
        lock.lock();
        try {
            while (pending.isEmpty() && !closing) {
                work.awaitUninterruptibly();
            }
            List<byte[]> batch = pending;
            pending = new ArrayList<>();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private void write(List<byte[]> batch) throws IOException {
        int bytes = batch.stream().mapToInt(line -> line.length).sum();
        ByteBuffer buffer = ByteBuffer.allocate(bytes);
        batch.forEach(buffer::put);
        buffer.flip();
        while (buffer.hasRemaining()) {
            channel.write(buffer);
        }
    }

    private void markDurable(int lines) {
        lock.lock();
        try {
            durable += lines;
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Writes what is queued, then closes. */
    @Override
    public void close() throws IOException {
        stopWriter(false);
    }

    /** Closes as a crash would: what is queued and not yet written is lost. */
    public void abandon() throws IOException {
        stopWriter(true);
    }

    private void stopWriter(boolean dropQueued) throws IOException {
        lock.lock();
        try {
            if (dropQueued) {
                pending.clear();
            }
            closing = true;
            work.signalAll();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            writer.join();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        channel.close();
    }
}
