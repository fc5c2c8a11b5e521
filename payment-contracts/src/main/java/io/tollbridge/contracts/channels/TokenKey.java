package io.tollbridge.contracts.channels;

/**
 * A public RSA key as a JWK (RFC 7517).
 *
 * @param kty always {@code RSA}
 * @param kid names the key; the JWE's header repeats it
 * @param use always {@code enc}
 * @param alg always {@code RSA-OAEP-256}
 * @param n modulus, base64url
 * @param e exponent, base64url
 */
public record TokenKey(String kty, String kid, String use, String alg, String n, String e) {}
