package io.tollbridge.starter.cassandra;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * Brings the service's keyspace up to date from {@code cql/NNN_name.cql} on the class path, in
 * order of file name. Every statement must be repeatable ({@code IF NOT EXISTS}): two instances may
 * start at once. A file that was applied and has changed since stops the start.
 */
final class Migrations {

    private static final Logger log = LoggerFactory.getLogger(Migrations.class);
    private static final Duration DDL_PATIENCE = Duration.ofSeconds(30);

    private final CqlSession session;

    Migrations(CqlSession session) {
        this.session = session;
    }

    /**
     * Applies what is missing. Meanwhile the driver does not read the tables' definitions anew: it
     * waits a second for more changes before it does, after each statement.
     */
    void apply() {
        session.setSchemaMetadataEnabled(false);
        try {
            applyAll();
        } finally {
            session.setSchemaMetadataEnabled(null);
        }
    }

    private void applyAll() {
        ddl(
                """
                CREATE TABLE IF NOT EXISTS schema_version (
                  file text PRIMARY KEY, hash text, applied_at timestamp)\
                """);
        Map<String, String> applied = new HashMap<>();
        session.execute("SELECT file, hash FROM schema_version")
                .forEach(row -> applied.put(row.getString(0), row.getString(1)));
        for (Resource file : files()) {
            apply(file, applied);
        }
    }

    private void apply(Resource file, Map<String, String> applied) {
        String name = String.valueOf(file.getFilename());
        String text = text(file);
        String hash = hash(text);
        String before = applied.get(name);
        if (before != null && !before.equals(hash)) {
            throw new IllegalStateException(
                    "migration " + name + " was applied and has changed since; add a new file");
        }
        if (before == null) {
            statements(text).forEach(this::ddl);
            session.execute(
                    SimpleStatement.newInstance(
                            "INSERT INTO schema_version (file, hash, applied_at)"
                                    + " VALUES (?, ?, toTimestamp(now()))",
                            name,
                            hash));
            log.atInfo().addKeyValue("migration", name).log("cassandra.migrated");
        }
    }

    private void ddl(String statement) {
        session.execute(SimpleStatement.newInstance(statement).setTimeout(DDL_PATIENCE));
    }

    private static List<String> statements(String text) {
        String bare = text.replaceAll("(?m)--.*$", "");
        return Arrays.stream(bare.split(";")).map(String::strip).filter(s -> !s.isEmpty()).toList();
    }

    private static List<Resource> files() {
        try {
            var found =
                    new PathMatchingResourcePatternResolver().getResources("classpath*:cql/*.cql");
            return Arrays.stream(found)
                    .sorted(Comparator.comparing(file -> String.valueOf(file.getFilename())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Resource file) {
        try {
            return file.getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(file), e);
        }
    }

    private static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
