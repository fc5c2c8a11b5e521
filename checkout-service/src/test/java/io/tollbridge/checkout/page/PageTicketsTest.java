package io.tollbridge.checkout.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.starter.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTicketsTest {

    @TempDir private Path folder;
    private PageTickets tickets;

    @BeforeEach
    void key() throws IOException {
        Files.writeString(
                folder.resolve("checkout.key"), Base64.getEncoder().encodeToString(new byte[32]));
        tickets = new PageTickets(new Secrets(folder));
    }

    @Test
    void a_ticket_is_good_for_its_session_number_and_browser_only() {
        String ticket = tickets.issue("cs_1", 3, "browser");
        assertThat(tickets.check(ticket, "cs_1", "browser")).hasValue(3);
        assertThat(tickets.check(ticket, "cs_2", "browser")).isEmpty();
        assertThat(tickets.check(ticket, "cs_1", "other")).isEmpty();
        assertThat(tickets.check("4" + ticket.substring(1), "cs_1", "browser")).isEmpty();
    }

    @Test
    void what_is_no_ticket_is_refused() {
        for (String text : new String[] {"", ".", "1", "1.", "x.y", "99999999999.a", "-1.a"}) {
            assertThat(tickets.check(text, "cs_1", "browser")).as(text).isEmpty();
        }
        assertThat(tickets.check(null, "cs_1", "browser")).isEmpty();
        assertThat(tickets.check(tickets.issue("cs_1", 1, "b"), "cs_1", null)).isEmpty();
    }
}
