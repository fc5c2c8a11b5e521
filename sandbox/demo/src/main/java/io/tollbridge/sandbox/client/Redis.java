package io.tollbridge.sandbox.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** What tests do to a sandbox's Redis. */
public final class Redis {

    private static final String DONE = "+OK";

    private Redis() {}

    /** Has it forget all it holds, by its own command. */
    public static void flushAll(Addresses at) throws IOException {
        try (var redis = new Socket(InetAddress.getLoopbackAddress(), at.redis())) {
            redis.getOutputStream().write("FLUSHALL\r\n".getBytes(StandardCharsets.US_ASCII));
            byte[] answer = redis.getInputStream().readNBytes(DONE.length());
            if (!new String(answer, StandardCharsets.US_ASCII).equals(DONE)) {
                throw new IOException("FLUSHALL was refused");
            }
        }
    }
}
