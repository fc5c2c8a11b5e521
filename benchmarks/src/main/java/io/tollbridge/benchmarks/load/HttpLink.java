package io.tollbridge.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** One connection that is kept; opened when needed and again after it broke. */
final class HttpLink implements AutoCloseable {

    private static final int CONNECT_MILLIS = 2_000;
    private static final int READ_MILLIS = 40_000;
    private static final int BUFFER_BYTES = 8_192;

    private final URI at;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    HttpLink(URI at) {
        this.at = at;
    }

    /** Sends a whole request and waits for the whole answer. */
    HttpReply exchange(byte[] request) throws IOException {
        try {
            Socket open = open();
            open.getOutputStream().write(request);
            var reply = HttpReply.read(input(open));
            if (reply.last()) {
                close();
            }
            return reply;
        } catch (IOException | NumberFormatException e) {
            close();
            throw e instanceof IOException broken ? broken : new IOException("bad answer", e);
        }
    }

    private Socket open() throws IOException {
        Socket kept = socket;
        if (kept != null) {
            return kept;
        }
        var fresh = new Socket();
        fresh.connect(new InetSocketAddress(at.getHost(), at.getPort()), CONNECT_MILLIS);
        fresh.setTcpNoDelay(true);
        fresh.setSoTimeout(READ_MILLIS);
        socket = fresh;
        return fresh;
    }

    private InputStream input(Socket open) throws IOException {
        InputStream kept = in;
        if (kept == null) {
            kept = new BufferedInputStream(open.getInputStream(), BUFFER_BYTES);
            in = kept;
        }
        return kept;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        in = null;
        if (open != null) {
            open.close();
        }
    }
}
