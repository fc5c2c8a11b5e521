package io.tollbridge.starter.apidoc;

import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Simple names, and no two types under one: the second would silently take the first's place. */
final class ModelNames extends TypeNameResolver {

    private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

    @Override
    protected String nameForClass(Class<?> type, Set<Options> options) {
        String name = super.nameForClass(type, options);
        if (!options.contains(Options.SKIP_API_MODEL)) {
            Class<?> other = taken.putIfAbsent(name, type);
            if (other != null && other != type) {
                throw new IllegalStateException(
                        "api document: %s and %s are both %s (expected: @Schema(name) on one)"
                                .formatted(other.getName(), type.getName(), name));
            }
        }
        return name;
    }
}
