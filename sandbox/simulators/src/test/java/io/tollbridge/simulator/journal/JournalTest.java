package io.tollbridge.simulator.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void chooseFile() {
        file = folder.resolve("deep/books.jsonl");
    }

    @Test
    void what_was_awaited_is_replayed_in_order() throws Exception {
        try (Journal journal = Journal.open(file, _ -> {})) {
            journal.append("one");
            journal.awaitDurable(journal.append("two"));
        }

        assertThat(replayed()).containsExactly("one", "two");
    }

    @Test
    void an_awaited_line_survives_a_crash_that_loses_the_queue() throws Exception {
        Journal journal = Journal.open(file, _ -> {});
        journal.awaitDurable(journal.append("kept"));
        journal.abandon();

        assertThat(replayed()).containsExactly("kept");
        assertThatThrownBy(() -> journal.append("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void waiting_for_a_line_that_a_crash_lost_fails_instead_of_hanging() throws Exception {
        Journal journal = Journal.open(file, _ -> {});
        journal.abandon();

        assertThatThrownBy(() -> journal.awaitDurable(1)).isInstanceOf(UncheckedIOException.class);
    }

    @Test
    void a_torn_last_line_is_cut_and_writing_goes_on_after_the_good_ones() throws Exception {
        try (Journal journal = Journal.open(file, _ -> {})) {
            journal.append("whole");
        }
        Files.writeString(file, "{\"torn", StandardOpenOption.APPEND);

        try (Journal journal = Journal.open(file, _ -> {})) {
            journal.append("next");
        }

        assertThat(Files.readString(file)).isEqualTo("whole\nnext\n");
    }

    @Test
    void damage_in_the_middle_stops_the_start_and_names_the_byte() throws Exception {
        try (Journal journal = Journal.open(file, _ -> {})) {
            journal.append("good");
            journal.append("bad");
            journal.append("good");
        }

        assertThatThrownBy(() ->
                        Journal.open(
                                file,
                                line -> {
                                    if (line.equals("bad")) {
                                        throw new IllegalArgumentException(line);
                                    }
                                }))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("at byte 5");
    }

    @Test
    void many_writers_share_the_file_without_losing_a_line() throws Exception {
        try (Journal journal = Journal.open(file, _ -> {});
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 2_000; i++) {
                int number = i;
                writers.execute(() -> journal.awaitDurable(journal.append("line-" + number)));
            }
        }

        assertThat(replayed()).hasSize(2_000).doesNotHaveDuplicates();
    }

    private List<String> replayed() throws IOException {
        List<String> lines = new ArrayList<>();
        Journal.open(file, lines::add).close();
        return lines;
    }
}
