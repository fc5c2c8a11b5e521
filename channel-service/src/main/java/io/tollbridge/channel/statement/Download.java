package io.tollbridge.channel.statement;

import io.tollbridge.channel.guard.TimeLimit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/** Fetches a file over HTTP and checks that it arrived as it was sent. */
public final class Download {

    private static final int FILE_BYTES_MAX = 64 * 1024 * 1024;
    private static final Duration WHOLE_MAX = Duration.ofMinutes(2);
    private static final String HASH_HEADER = "X-Content-SHA256";

    private final Duration timeout;
    private final Duration whole;

    /** Waits {@code timeout} for a connection and for every read, two minutes for it all. */
    public Download(Duration timeout) {
        this(timeout, WHOLE_MAX);
    }

    Download(Duration timeout, Duration whole) {
        this.timeout = timeout;
        this.whole = whole;
    }

    /** The file; empty when there is none (yet). */
    public Optional<byte[]> fetch(URI address) throws IOException {
        try {
            return TimeLimit.within(
                    whole,
                    () -> transferred(address),
                    () -> {
                        throw new UncheckedIOException(
                                new SocketTimeoutException(
                                        address + ": not whole after " + whole.toSeconds() + " s"));
                    },
                    _ -> {}); // fetched again
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private Optional<byte[]> transferred(URI address) {
        try {
            return transfer(address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<byte[]> transfer(URI address) throws IOException {
        var connection = (HttpURLConnection) address.toURL().openConnection();
        try {
            connection.setConnectTimeout((int) timeout.toMillis());
            connection.setReadTimeout((int) timeout.toMillis());
            connection.setInstanceFollowRedirects(false);
            int status = connection.getResponseCode();
            return switch (status) {
                case HttpURLConnection.HTTP_OK -> Optional.of(checked(connection));
                case HttpURLConnection.HTTP_NOT_FOUND -> Optional.empty();
                default -> throw new IOException(address + " answered " + status);
            };
        } finally {
            connection.disconnect();
        }
    }

    private static byte[] checked(HttpURLConnection connection) throws IOException {
        byte[] file;
        try (var in = connection.getInputStream()) {
            file = in.readNBytes(FILE_BYTES_MAX + 1);
        }
        if (file.length > FILE_BYTES_MAX) {
            throw new IOException("file: (expected: at most " + FILE_BYTES_MAX + " bytes)");
        }
        String promised = connection.getHeaderField(HASH_HEADER);
        if (promised != null && !promised.toLowerCase(Locale.ROOT).equals(sha256(file))) {
            throw new IOException("file: its hash is not the one in " + HASH_HEADER);
        }
        return file;
    }

    /** SHA-256 as lower-case hex. */
    public static String sha256(byte[] file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
