package io.tollbridge.simulator.acquirer.iso;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Accepts links; each is served until its peer or this process goes. */
public final class IsoServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IsoServer.class);
    private static final int LINKS_MAX = 256;

    private final ServerSocket listening;
    private final IsoDialect dialect;
    private final AcquirerDesk desk;
    private final Set<IsoLink> links = ConcurrentHashMap.newKeySet();

    public IsoServer(String host, int port, IsoDialect dialect, AcquirerDesk desk)
            throws IOException {
        try {
            this.listening = new ServerSocket(port, 64, InetAddress.getByName(host));
        } catch (IOException busy) {
            throw new IOException("ISO 8583 port " + port + ": " + busy.getMessage(), busy);
        }
        this.dialect = dialect;
        this.desk = desk;
    }

    public void start() {
        Thread.ofPlatform().daemon().name("iso-accept").start(this::acceptLoop);
    }

    public int port() {
        return listening.getLocalPort();
    }

    public int links() {
        return links.size();
    }

    public long signedOn() {
        return links.stream().filter(IsoLink::signedOn).count();
    }

    private void acceptLoop() {
        while (!listening.isClosed()) {
            try {
                serve(listening.accept());
            } catch (IOException failed) {
                if (!listening.isClosed()) {
                    LOG.warn("accept_failed reason={}", failed + "");
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        if (links.size() >= LINKS_MAX) {
            LOG.warn("link_refused links={} (at most {})", links.size(), LINKS_MAX);
            socket.close();
            return;
        }
        IsoLink link = new IsoLink(socket, dialect, desk);
        links.add(link);
        Thread.ofVirtual()
                .name("iso-link")
                .start(() -> {
                    try {
                        link.run();
                    } finally {
                        links.remove(link);
                    }
                });
    }

    /** Cuts every link, as a line failure would; the server keeps listening. */
    public void hangUpAll() {
        links.forEach(IsoLink::hangUp);
    }

    @Override
    public void close() throws IOException {
        listening.close();
        links.forEach(IsoLink::finish);
    }
}
