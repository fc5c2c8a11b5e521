package io.tollbridge.gateway.authentication;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A key as it came in: {@code Bearer <key>}, or the user name of HTTP basic authentication. */
record PresentedKey(String text) {

    private static final int MAX_LENGTH = 255;
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    /** Empty for a header that holds no key. */
    static Optional<PresentedKey> of(@Nullable String authorization) {
        if (authorization == null) {
            return Optional.empty();
        }
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return checked(authorization.substring(BEARER.length()).strip());
        }
        if (authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return user(authorization.substring(BASIC.length()).strip());
        }
        return Optional.empty();
    }

    private static Optional<PresentedKey> user(String encoded) {
        try {
            String pair =
                    new String(Base64.getDecoder().decode(encoded), StandardCharsets.US_ASCII);
            int colon = pair.indexOf(':');
            return checked(colon < 0 ? pair : pair.substring(0, colon));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<PresentedKey> checked(String text) {
        boolean ours =
                text.length() <= MAX_LENGTH
                        && (text.startsWith("sk_")
                                || text.startsWith("pk_")
                                || text.startsWith("op_"));
        return ours ? Optional.of(new PresentedKey(text)) : Optional.empty();
    }

    /** What stands for the key wherever it is remembered. */
    String digest() {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "PresentedKey[masked]";
    }
}
