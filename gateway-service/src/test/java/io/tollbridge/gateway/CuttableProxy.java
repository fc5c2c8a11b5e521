package io.tollbridge.gateway;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A wire to a server that can be cut and mended. */
public final class CuttableProxy implements AutoCloseable {

    private final String host;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final int ownPort;
    private @Nullable ServerSocket listener;

    public CuttableProxy(String host, int port) {
        this.host = host;
        this.port = port;
        this.ownPort = listen(0);
    }

    public int port() {
        return ownPort;
    }

    public void cut() {
        closeQuietly(listener);
        sockets.forEach(CuttableProxy::closeQuietly);
        sockets.clear();
    }

    public void mend() {
        listen(ownPort);
    }

    private int listen(int at) {
        try {
            var made = new ServerSocket(at, 50, InetAddress.getLoopbackAddress());
            listener = made;
            Thread.ofVirtual().start(() -> accept(made));
            return made.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void accept(ServerSocket from) {
        try {
            while (true) {
                Socket near = from.accept();
                var far = new Socket(host, port);
                sockets.add(near);
                sockets.add(far);
                Thread.ofVirtual().start(() -> copy(near, far));
                Thread.ofVirtual().start(() -> copy(far, near));
            }
        } catch (IOException _) {
            closeQuietly(from);
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        } catch (IOException _) {
            closeQuietly(to);
        }
    }

    private static void closeQuietly(@Nullable Closeable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        cut();
    }
}
