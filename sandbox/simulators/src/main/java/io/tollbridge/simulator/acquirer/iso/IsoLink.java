package io.tollbridge.simulator.acquirer.iso;

import com.solab.iso8583.IsoMessage;
import io.tollbridge.simulator.acquirer.books.ResponseCode;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.text.ParseException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One persistent link: sign-on state, many requests in flight, answers in any order. */
final class IsoLink implements AcquirerDesk.Link {

    private static final Logger LOG = LoggerFactory.getLogger(IsoLink.class);
    private static final int IN_FLIGHT_MAX = 1_024;
    private static final long FINISH_MILLIS = 2_000;
    private static final int NETWORK_REQUEST = 0x0800;

    private final Socket socket;
    private final IsoDialect dialect;
    private final AcquirerDesk desk;
    private final DataOutputStream out;
    private final ReentrantLock sending = new ReentrantLock();
    private final Semaphore inFlight = new Semaphore(IN_FLIGHT_MAX);
    private volatile boolean signedOn;

    IsoLink(Socket socket, IsoDialect dialect, AcquirerDesk desk) throws IOException {
        this.socket = socket;
        this.dialect = dialect;
        this.desk = desk;
        socket.setTcpNoDelay(true);
        this.out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 2_048));
    }

    boolean signedOn() {
        return signedOn;
    }

    void run() {
        LOG.info("link_up peer={}", socket.getRemoteSocketAddress());
        try (socket;
                DataInputStream in =
                        new DataInputStream(
                                new BufferedInputStream(socket.getInputStream(), 8_192))) {
            for (byte[] frame = IsoDialect.readFrame(in);
                    frame != null;
                    frame = IsoDialect.readFrame(in)) {
                receive(frame);
            }
        } catch (IOException ended) {
            LOG.debug("link_ended", ended);
        }
        LOG.info("link_down peer={}", socket.getRemoteSocketAddress());
    }

    private void receive(byte[] frame) throws IOException {
        IsoMessage request;
        try {
            request = dialect.parse(frame);
        } catch (ParseException | RuntimeException unreadable) {
            // Its text may quote the card number, so only its kind is told.
            LOG.warn(
                    "message_unreadable bytes={} kind={}",
                    frame.length,
                    unreadable.getClass().getSimpleName());
            return;
        }
        if (request.getType() == NETWORK_REQUEST) {
            send(manage(request));
        } else if (!signedOn) {
            send(dialect.answer(request, ResponseCode.NOT_SIGNED_ON));
        } else {
            inFlight.acquireUninterruptibly();
            Thread.startVirtualThread(() -> serve(request));
        }
    }

    private void serve(IsoMessage request) {
        try {
            desk.handle(request, this);
        } finally {
            inFlight.release();
        }
    }

    private IsoMessage manage(IsoMessage request) {
        String what = IsoDialect.text(request, 70);
        switch (what == null ? "" : what) {
            case "001" -> signedOn = true;
            case "002" -> signedOn = false;
            case "301" -> {
                if (!signedOn) {
                    return dialect.answer(request, ResponseCode.NOT_SIGNED_ON);
                }
            }
            default -> {
                return dialect.answer(request, ResponseCode.INVALID_TRANSACTION);
            }
        }
        return dialect.answer(request, ResponseCode.APPROVED);
    }

    @Override
    public void send(IsoMessage answer) {
        sending.lock();
        try {
            IsoDialect.writeFrame(out, answer);
        } catch (IOException gone) {
            LOG.debug("answer_not_delivered", gone);
        } finally {
            sending.unlock();
        }
    }

    @Override
    public void hangUp() {
        try {
            socket.close();
        } catch (IOException failed) {
            LOG.debug("hang_up_failed", failed);
        }
    }

    /** Takes no more requests, lets those in flight be answered for a moment, then closes. */
    void finish() {
        try {
            socket.shutdownInput();
            boolean answered =
                    inFlight.tryAcquire(IN_FLIGHT_MAX, FINISH_MILLIS, TimeUnit.MILLISECONDS);
            LOG.debug("link_finished all_answered={}", answered);
        } catch (IOException | InterruptedException failed) {
            LOG.debug("link_finish_failed", failed);
        }
        hangUp();
    }
}
