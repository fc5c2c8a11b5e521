package io.tollbridge.checkout.page;

import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.secret.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * One-time tickets: the right to make try number n of a session, from the browser that holds the
 * cookie. Nothing is stored: the session itself knows which number is next.
 */
@Component
final class PageTickets {

    private final byte[] key;

    PageTickets(Secrets secrets) {
        this.key = secrets.read("checkout.key");
    }

    String issue(String session, int number, String browser) {
        return number + "." + proof(session, number, browser);
    }

    /** The number of the try that a ticket is good for; empty when it is not ours. */
    OptionalInt check(@Nullable String ticket, String session, @Nullable String browser) {
        if (ticket == null || browser == null || ticket.length() > 64) {
            return OptionalInt.empty();
        }
        int dot = ticket.indexOf('.');
        if (dot < 1 || dot > 4 || !ticket.chars().limit(dot).allMatch(Character::isDigit)) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(ticket.substring(0, dot));
        String expected = issue(session, number, browser);
        boolean ours =
                MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8),
                        ticket.getBytes(StandardCharsets.UTF_8));
        return ours ? OptionalInt.of(number) : OptionalInt.empty();
    }

    private String proof(String session, int number, String browser) {
        return Ids.derived(key, "ticket", session, Integer.toString(number), browser);
    }
}
