package io.tollbridge.channel.iso8583;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One TCP connection with its framing: two bytes of length, big-endian, then the message. */
final class LinkSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);
    private static final int MESSAGE_BYTES_MAX = 8_192;

    private final Socket socket;
    private final OutputStream out;
    private final ReentrantLock writing = new ReentrantLock();
    private final CountDownLatch closed = new CountDownLatch(1);

    LinkSession(Socket socket) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
    }

    /** How far a write got. */
    enum Written {
        WHOLE,
        NOTHING,
        PERHAPS
    }

    /** Writes one message and wipes the bytes: they may hold card data. */
    Written write(byte[] message) {
        byte[] frame = new byte[message.length + 2];
        frame[0] = (byte) (message.length >> 8);
        frame[1] = (byte) message.length;
        System.arraycopy(message, 0, frame, 2, message.length);
        writing.lock();
        try {
            if (closed.getCount() == 0) {
                return Written.NOTHING;
            }
            out.write(frame);
            return Written.WHOLE;
        } catch (IOException e) {
            LOG.atWarn().addKeyValue("reason", e.toString()).log("acquirer.write_failed");
            close();
            return Written.PERHAPS;
        } finally {
            writing.unlock();
            Arrays.fill(frame, (byte) 0);
            Arrays.fill(message, (byte) 0);
        }
    }

    /** Hands every message to the receiver until the connection ends, then closes. */
    void read(Consumer<byte[]> receiver) {
        try (this;
                var in = new DataInputStream(new BufferedInputStream(socket.getInputStream()))) {
            while (true) {
                int length = in.readUnsignedShort();
                if (length > MESSAGE_BYTES_MAX) {
                    throw new IOException("frame of " + length + " bytes (expected: at most 8192)");
                }
                byte[] message = new byte[length];
                in.readFully(message);
                if (length > 0) {
                    receiver.accept(message);
                }
            }
        } catch (IOException e) {
            LOG.atInfo().addKeyValue("reason", e.toString()).log("acquirer.connection_ended");
        }
    }

    /** Waits for the end of the connection; true when it has ended. */
    boolean awaitClosed(Duration patience) throws InterruptedException {
        return closed.await(patience.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("acquirer.close_failed");
        }
    }
}
