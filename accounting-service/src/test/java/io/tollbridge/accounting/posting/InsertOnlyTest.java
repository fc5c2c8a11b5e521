package io.tollbridge.accounting.posting;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing in this service can change a posting: Cassandra's grants cannot say so, this can. */
class InsertOnlyTest {

    private static final Pattern CHANGE =
            Pattern.compile(
                    "\\b(UPDATE|DELETE\\b[^;\"]*?FROM|TRUNCATE(\\s+TABLE)?|DROP\\s+TABLE|ALTER\\s+TABLE)"
                            + "\\s+(IF\\s+EXISTS\\s+)?(\\w+\\.)?(posting|entry)",
                    Pattern.CASE_INSENSITIVE);
    private static final Pattern PASSING =
            Pattern.compile("\\b(USING\\s+(TTL|TIMESTAMP)|default_time_to_live)\\b");

    @Test
    void no_statement_changes_or_deletes_a_posting_or_an_entry() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            List<Path> sources =
                    files.filter(file -> file.toString().matches(".*\\.(java|cql)")).toList();
            assertThat(sources).hasSizeGreaterThan(10);
            assertThat(sources)
                    .allSatisfy(file ->
                            assertThat(Files.readString(file))
                                    .as(
                                            "%s: postings are immutable, a correction is a"
                                                    + " new posting",
                                            file)
                                    .doesNotContainPattern(CHANGE)
                                    .doesNotContainPattern(PASSING));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE posting SET hash = 'x'",
                "delete from entry where",
                "DELETE lines FROM accounting.posting",
                "TRUNCATE posting_by_period",
                "DROP TABLE IF EXISTS entry"
            })
    void the_check_sees_a_change(String cql) {
        assertThat(cql).containsPattern(CHANGE);
    }
}
