package io.tollbridge.simulation.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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
            for (Resource file : resolver.getResources("classpath*:cql/*.cql")) {
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
                var shape = Shape.of(new Words(statement));
                shapes.put(shape.table(), shape);
            }
        }
    }

    Query query(String cql) {
        return queries.computeIfAbsent(cql, text -> new Query(text, shapes));
    }
}
