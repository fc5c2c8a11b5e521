package io.tollbridge.starter.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/** Reads the secrets that this process was given, each a file in one folder. */
public final class Secrets {

    private final Path folder;

    public Secrets(Path folder) {
        this.folder = folder;
    }

    /**
     * A key: the bytes whose Base64 stands in the file.
     *
     * @throws IllegalStateException when there is no such file, or it is shorter than 16 bytes
     */
    public byte[] read(String name) {
        byte[] key = Base64.getDecoder().decode(text(name));
        if (key.length < 16) {
            throw new IllegalStateException(
                    "secret " + name + ": " + key.length + " bytes (expected: at least 16)");
        }
        return key;
    }

    /** The text of a secret, without white space around it. */
    public String text(String name) {
        Path file = folder.resolve(name);
        try {
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "secret "
                            + name
                            + ": cannot be read (expected: a file in tollbridge.secrets-dir)",
                    e);
        }
    }
}
