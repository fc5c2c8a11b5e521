package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.iso8583.Iso8583Codec.UnreadableMessageException;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A host under the test's control: answers network messages, hands over all others. */
final class ScriptedAcquirer implements AutoCloseable {

    private final Iso8583Codec codec = new Iso8583Codec();
    private final ServerSocket listening;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Iso8583Message> received = new LinkedBlockingQueue<>();
    private volatile boolean closed;
    final List<String> network = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    volatile String signOnCode = "00";
    volatile boolean answersEchoes = true;

    ScriptedAcquirer() {
        this(0);
    }

    ScriptedAcquirer(int port) {
        try {
            listening = new ServerSocket(port, 8, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                sockets.add(socket);
                if (closed) { // accepted while closing, perhaps after the others were hung up on
                    socket.close();
                    return;
                }
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException _) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] bytes = new byte[in.readUnsignedShort()];
                in.readFully(bytes);
                Iso8583Message message = codec.unpack(bytes);
                if (message.mti().equals("0800")) {
                    manage(socket, message);
                } else {
                    received.add(message);
                }
            }
        } catch (IOException | UnreadableMessageException _) {
            sockets.remove(socket);
        }
    }

    private void manage(Socket socket, Iso8583Message message) throws IOException {
        String what = message.field(70).orElse("");
        network.add(what);
        if (!what.equals("301") || answersEchoes) {
            String code = what.equals("001") ? signOnCode : "00";
            write(
                    socket,
                    codec.pack(
                            Iso8583Message.of("0810")
                                    .with(7, message.text(7))
                                    .with(11, message.text(11))
                                    .with(70, what)
                                    .with(39, code)
                                    .message()));
        }
    }

    /** The next request that is not network management. */
    Iso8583Message next() {
        try {
            Iso8583Message message = received.poll(10, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("no request came");
            }
            return message;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An answer that echoes the request. */
    static Iso8583Message approve(Iso8583Message request) {
        var fields = new TreeMap<>(request.fields());
        fields.keySet().retainAll(Set.of(3, 4, 7, 11, 32, 37, 41, 42, 49, 60));
        fields.put(38, "A12345");
        fields.put(39, "00");
        String mti = request.mti().substring(0, 2) + (char) (request.mti().charAt(2) + 1) + "0";
        return new Iso8583Message(mti, fields);
    }

    void answer(Iso8583Message message) {
        raw(codec.pack(message));
    }

    /** Sends bytes in a frame on the newest connection. */
    void raw(byte[] bytes) {
        write(sockets.getLast(), bytes);
    }

    /** Begins a frame and sends no more of it: whoever ends the connection does so at once. */
    void beginFrame(int length) {
        write(sockets.getLast(), length, new byte[0]);
    }

    private static void write(Socket socket, byte[] bytes) {
        write(socket, bytes.length, bytes);
    }

    private static synchronized void write(Socket socket, int length, byte[] bytes) {
        try {
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeShort(length);
            out.write(bytes);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the connections there are; one that comes meanwhile stays. */
    void hangUp() {
        var standing = List.copyOf(sockets);
        sockets.removeAll(standing);
        standing.forEach(ScriptedAcquirer::close);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        hangUp();
    }
}
