package io.tollbridge.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A TCP proxy on loopback between a client and a server. It is a wire until a request is to break
 * it: then the client's connection is cut and the request is lost, carried out without an answer,
 * or held back and carried out later.
 */
public final class BreakableLink implements AutoCloseable {

    private static final int CHUNK = 1 << 16;

    /** What becomes of the request at which the link breaks. */
    public enum Fate {
        /** It never reaches the server. */
        LOST,
        /** The server carries it out; the connection is cut when the answer comes. */
        UNANSWERED,
        /** The client is cut off at once; the server gets the request when it is let go. */
        LATE
    }

    private record Trap(byte[] words, Fate fate) {}

    private final ServerSocket listening;
    private final int serverPort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicReference<@Nullable Trap> trap = new AtomicReference<>();
    private final CountDownLatch letGo = new CountDownLatch(1);
    private final CountDownLatch arrived = new CountDownLatch(1);

    /** A link to a server on loopback. */
    public BreakableLink(int serverPort) {
        this.serverPort = serverPort;
        try {
            listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        threads.execute(this::accept);
    }

    /** Where clients connect. */
    public int port() {
        return listening.getLocalPort();
    }

    /** The next request that holds these words breaks its connection; all others pass. */
    public void breakAt(String words, Fate fate) {
        trap.set(new Trap(words.getBytes(StandardCharsets.UTF_8), fate));
    }

    /** Whether a request has met its fate. */
    public boolean isBroken() {
        return trap.get() == null;
    }

    /** Hands a late request to the server and returns when the server has answered it. */
    public void letGo(Duration limit) throws InterruptedException {
        letGo.countDown();
        if (!arrived.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the late request was not answered");
        }
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                var client = listening.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.add(client);
                sockets.add(server);
                var answers = new Answers(client);
                threads.execute(() -> copyRequests(client, server, answers));
                threads.execute(() -> copyAnswers(client, server, answers));
            } catch (IOException _) {
                // closed, or the server is away: the client finds out by itself
            }
        }
    }

    /** Where the answers of one connection go: to the client, until it is cut off. */
    private static final class Answers {
        private final Socket client;
        private volatile boolean unwanted;

        Answers(Socket client) {
            this.client = client;
        }

        /** False when nobody wants it. */
        boolean pass(byte[] chunk, int length) throws IOException {
            if (unwanted) {
                return false;
            }
            client.getOutputStream().write(chunk, 0, length);
            return true;
        }
    }

    private void copyRequests(Socket client, Socket server, Answers answers) {
        var chunk = new byte[CHUNK];
        try {
            InputStream requests = client.getInputStream();
            int length = requests.read(chunk);
            while (length > 0) {
                var armed = trap.get();
                if (armed != null
                        && holds(chunk, length, armed.words())
                        && trap.compareAndSet(armed, null)) {
                    answers.unwanted = armed.fate() != Fate.LOST;
                    switch (armed.fate()) {
                        case LOST -> {
                            close(client);
                            close(server);
                            return;
                        }
                        case UNANSWERED -> server.getOutputStream().write(chunk, 0, length);
                        case LATE -> {
                            close(client);
                            letGo.await();
                            server.getOutputStream().write(chunk, 0, length);
                            return; // its answer ends the connection
                        }
                    }
                } else {
                    server.getOutputStream().write(chunk, 0, length);
                }
                length = requests.read(chunk);
            }
            if (!answers.unwanted) {
                close(server);
            }
        } catch (IOException _) {
            close(client);
            close(server);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void copyAnswers(Socket client, Socket server, Answers answers) {
        var chunk = new byte[CHUNK];
        try {
            InputStream from = server.getInputStream();
            int length = from.read(chunk);
            while (length > 0 && answers.pass(chunk, length)) {
                length = from.read(chunk);
            }
            if (length > 0) {
                arrived.countDown();
            }
        } catch (IOException _) {
            // one of the two is gone, and so is the other now
        }
        close(client);
        close(server);
    }

    private static boolean holds(byte[] chunk, int length, byte[] words) {
        for (int at = 0; at + words.length <= length; at++) {
            int same = 0;
            while (same < words.length && chunk[at + same] == words[same]) {
                same++;
            }
            if (same == words.length) {
                return true;
            }
        }
        return false;
    }

    private void close(Socket socket) {
        sockets.remove(socket);
        try {
            socket.close();
        } catch (IOException _) {
            // it is of no use any more either way
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        letGo.countDown();
        sockets.forEach(this::close);
        threads.shutdownNow();
        threads.close();
    }
}
