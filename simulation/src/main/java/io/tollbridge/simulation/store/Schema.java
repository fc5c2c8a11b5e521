package io.tollbridge.simulation.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The tables that a service's migrations make, and the statements on them that were understood. */
public final class Schema {

    private final Map<String, Shape> shapes = new HashMap<>();
    private final Map<String, Query> queries = new HashMap<>();

    private Schema() {}

    /** Reads the migrations that lie beside a class of the service. */
    public static Schema of(Class<?> ofService) {
        var schema = new Schema();
        String home = ofService.getProtectionDomain().getCodeSource().getLocation().toString();
        try {
            var resolver = new PathMatchingResourcePatternResolver();
            var files = resolver.getResources("classpath*:cql/*.cql");
            Arrays.sort(files, Comparator.comparing(Resource::getFilename));
            for (Resource file : files) {
                if (file.getURL().toString().contains(home)) {
                    schema.add(file.getContentAsString(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schema;
    }

    private void add(String migration) {
        for (String statement : migration.replaceAll("--.*", "").split(";", -1)) {
            if (!statement.isBlank()) {
                var words = new Words(statement);
                var shape = words.skip("ALTER") ? altered(words) : Shape.of(words);
                shapes.put(shape.table(), shape);
            }
        }
    }

    private Shape altered(Words words) {
        words.take("TABLE");
        String table = words.next();
        Shape before = shapes.get(table);
        if (before == null) {
            throw new IllegalArgumentException("no table " + table);
        }
        return before.altered(words);
    }

    Query query(String cql) {
        return queries.computeIfAbsent(cql, text -> new Query(text, shapes));
    }
}
