package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.CardSealer;

/**
 * {@code ./tollbridge token KEY [CARD]}: seals a test card for the vault, as a merchant's page
 * does, and prints the token alone.
 */
public final class Token {

    private static final String GOOD = "4242424242424242";

    private Token() {}

    public static void main(String[] args) {
        try {
            var api = new ApiClient(Addresses.ofThisMachine().gateway(), args[0]);
            String number = args.length > 1 ? args[1].replaceAll("[ -]", "") : GOOD;
            System.out.println(new CardSealer(api).method(number).get("token"));
        } catch (RuntimeException e) {
            System.err.println("tollbridge token: " + e.getMessage());
            System.exit(1);
        }
    }
}
