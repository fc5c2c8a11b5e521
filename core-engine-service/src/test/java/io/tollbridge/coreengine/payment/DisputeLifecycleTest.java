package io.tollbridge.coreengine.payment;

import static io.tollbridge.coreengine.payment.TestAttempts.A;
import static io.tollbridge.coreengine.payment.TestAttempts.NOON;
import static io.tollbridge.coreengine.payment.TestAttempts.TEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.coreengine.payment.Dispute.Stage;
import io.tollbridge.coreengine.payment.Dispute.Status;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Standing;
import io.tollbridge.coreengine.payment.DisputeLifecycle.Word;
import io.tollbridge.kernel.DisputeId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every standing meets every word; what comes of it stands in a committed table and a diagram. */
class DisputeLifecycleTest {

    @Test
    void a_lost_case_can_still_be_won() {
        var lost = new Standing(Stage.CHARGEBACK, Status.LOST);
        assertThat(DisputeLifecycle.next(lost, new Word.Won()).status()).isEqualTo(Status.WON);
    }

    @Test
    void a_case_never_goes_back_to_an_earlier_stage() {
        var late = new Standing(Stage.ARBITRATION, Status.NEEDS_RESPONSE);
        assertThatThrownBy(() -> DisputeLifecycle.next(late, new Word.Raised(Stage.CHARGEBACK)))
                .isInstanceOf(DisputeLifecycle.Refusal.class);
    }

    @Test
    void every_standing_meets_every_word_as_the_table_says() throws IOException {
        var table = new StringBuilder();
        for (Standing standing : standings()) {
            words().forEach((name, word) ->
                    table.append(
                            "%-40s %-24s %s%n"
                                    .formatted(name(standing), name, outcome(standing, word))));
        }
        equalsFile(Path.of("src/test/resources/dispute-lifecycle.txt"), table.toString());
    }

    @Test
    void the_diagram_shows_what_the_code_does() throws IOException {
        var arrows = new TreeSet<String>();
        for (Standing standing : standings()) {
            words().forEach((name, word) -> {
                String to = outcome(standing, word);
                if (!to.equals("refused")) {
                    arrows.add("    %s --> %s: %s".formatted(name(standing), to, name));
                }
            });
        }
        String diagram =
                """
                # The life of a dispute

                Drawn from the code by `DisputeLifecycleTest`; a test fails when the two differ. What is
                not drawn is refused. A state is the stage and the status together.

                ```mermaid
                stateDiagram-v2
                %s
                %s
                ```
                """
                        .formatted(begins(), String.join("\n", arrows));
        equalsFile(Path.of("../docs/flows/dispute-lifecycle.md"), diagram);
    }

    /** A dispute of all of a payment of ten. */
    static Dispute dispute() {
        return new Dispute(
                new DisputeId("dp_x_1"),
                "acquirer",
                "case-1",
                A,
                TEN,
                Stage.CHARGEBACK,
                Status.NEEDS_RESPONSE,
                "fraudulent",
                false,
                NOON,
                1,
                NOON);
    }

    private static String begins() {
        return java.util.Arrays.stream(Stage.values())
                .map(stage ->
                        "    [*] --> %s: raised at %s"
                                .formatted(name(Standing.raisedAt(stage)), stage.wire()))
                .collect(Collectors.joining("\n"));
    }

    private static void equalsFile(Path file, String expected) throws IOException {
        if (System.getenv("TOLLBRIDGE_UPDATE") != null) {
            Files.writeString(file, expected);
        }
        assertThat(file).as("set TOLLBRIDGE_UPDATE to renew").hasContent(expected);
    }

    private static String outcome(Standing standing, Word word) {
        try {
            return name(DisputeLifecycle.next(standing, word));
        } catch (DisputeLifecycle.Refusal _) {
            return "refused";
        }
    }

    private static String name(Standing standing) {
        return standing.stage().wire() + "_" + standing.status().wire();
    }

    private static List<Standing> standings() {
        var standings = new ArrayList<Standing>();
        for (Stage stage : Stage.values()) {
            for (Status status : Status.values()) {
                boolean warning = status.wire().startsWith("warning");
                if (warning == (stage == Stage.INQUIRY)) {
                    standings.add(new Standing(stage, status));
                }
            }
        }
        return standings;
    }

    private static Map<String, Word> words() {
        var words = new LinkedHashMap<String, Word>();
        for (Stage stage : Stage.values()) {
            words.put("raised to " + stage.wire(), new Word.Raised(stage));
        }
        words.put("answered", new Word.Answered());
        words.put("won", new Word.Won());
        words.put("lost", new Word.Lost());
        assertThat(words.values().stream().map(Object::getClass).collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(Word.class.getPermittedSubclasses());
        return words;
    }
}
