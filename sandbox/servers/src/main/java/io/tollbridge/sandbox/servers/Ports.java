package io.tollbridge.sandbox.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/** Free ports on loopback. */
public final class Ports {
    /** Above the sandbox's own ports and below those of a sandbox shifted by 10,000. */
    private static final int FIRST = 20_200;

    private static final int COUNT = 6_000;
    private static final int TRIES = 200;

    /** Where this process looks next: random between processes, never the same port for two. */
    private static final AtomicInteger NEXT = new AtomicInteger(new SecureRandom().nextInt(COUNT));

    private Ports() {}

    /** A port that nobody listens on right now and that this process was not given before. */
    public static int anyFree() {
        for (int i = 0; i < TRIES; i++) {
            int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new ServerFailedException("no free port found after " + TRIES + " tries");
    }

    /** True when a server could listen on the port now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException _) {
            return false;
        }
    }
}
