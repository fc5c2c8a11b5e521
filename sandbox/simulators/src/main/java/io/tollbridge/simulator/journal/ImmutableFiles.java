package io.tollbridge.simulator.journal;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A folder of files that are written once, whole, and then only read. */
public final class ImmutableFiles {

    private final Path folder;

    public ImmutableFiles(Path folder) throws IOException {
        this.folder = folder;
        Files.createDirectories(folder);
    }

    /** Writes the content of a file that does not exist yet. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** The file; made by {@code content} and fsynced when it does not exist yet. */
    public synchronized Path get(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            return file;
        }
        Path draft = folder.resolve(name + ".draft");
        try (FileOutputStream raw = new FileOutputStream(draft.toFile());
                OutputStream out = new BufferedOutputStream(raw, 1 << 16)) {
            content.writeTo(out);
            out.flush();
            raw.getChannel().force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        return file;
    }

    public static String sha256(Path file) throws IOException {
        try (DigestOutputStream digest =
                new DigestOutputStream(OutputStream.nullOutputStream(), sha256())) {
            Files.copy(file, digest);
            return HexFormat.of().formatHex(digest.getMessageDigest().digest());
        }
    }

    public static String sha256(byte[] content) {
        return HexFormat.of().formatHex(sha256().digest(content));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
