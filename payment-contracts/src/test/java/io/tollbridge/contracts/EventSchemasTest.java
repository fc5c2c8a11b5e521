package io.tollbridge.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * The events on the wire, field by field, beside the committed {@code schemas/<type>.schema}: one
 * line per field with its path, type and whether it must be there. A file that differs fails; a
 * field that was removed, retyped or made required fails hard, even when the file is renewed,
 * because two versions run side by side during a canary. So does a type, or its file, that {@code
 * schemas/published.txt} names and that is gone: its records stand in topics and are read again.
 */
class EventSchemasTest {

    private static final Path SCHEMAS = Path.of("schemas");
    private static final Path PUBLISHED = SCHEMAS.resolve("published.txt");
    private static final String SUFFIX = ".schema";

    @Test
    void every_event_is_as_its_committed_schema() throws IOException {
        boolean renew = System.getenv("TOLLBRIDGE_UPDATE") != null;
        var types = types();
        var published = Files.readAllLines(PUBLISHED);
        assertThat(gone(published, types, schemas())).as("records of it are on topics").isEmpty();
        for (Class<?> event : events()) {
            var type = event.getAnnotation(EventType.class);
            var fields = new TreeMap<String, String>();
            describe("", event, fields);
            Path file = SCHEMAS.resolve(type.value() + SUFFIX);
            if (Files.exists(file)) {
                assertThat(breaks(read(file), fields))
                        .as(type.value() + ": readers of the last version would break")
                        .isEmpty();
            }
            String text = text(type, fields);
            if (renew) {
                Files.writeString(file, text);
            }
            assertThat(file).as("set TOLLBRIDGE_UPDATE to renew").hasContent(text);
        }
        if (renew) {
            Files.write(PUBLISHED, types.stream().sorted().toList());
        }
        assertThat(Files.readAllLines(PUBLISHED))
                .as("set TOLLBRIDGE_UPDATE to renew")
                .containsExactlyInAnyOrderElementsOf(types);
    }

    @Test
    void no_schema_is_left_of_an_event_that_is_gone() throws IOException {
        assertThat(types()).containsAll(schemas());
    }

    @Test
    void the_gate_sees_what_is_gone() {
        var published = List.of("a.done", "b.done");
        assertThat(gone(published, published, published)).isEmpty();
        assertThat(gone(published, List.of("b.done", "c.done"), published))
                .containsExactly("a.done: the event is gone");
        assertThat(gone(published, published, List.of("a.done")))
                .containsExactly("b.done: its schema is gone");
    }

    @Test
    void the_gate_sees_what_breaks_a_reader() {
        var before = Map.of("a", "text", "b", "integer", "c", "text?");
        assertThat(breaks(before, Map.of("b", "text", "c", "text", "d", "text")))
                .containsExactlyInAnyOrder(
                        "a: removed",
                        "b: integer became text",
                        "c: text? became text",
                        "d: new and required");
        assertThat(breaks(before, Map.of("a", "text", "b", "integer", "c", "text?", "d", "text?")))
                .isEmpty();
    }

    private static List<String> gone(
            List<String> published, Collection<String> types, Collection<String> schemas) {
        var gone = new ArrayList<String>();
        for (String type : published) {
            if (!types.contains(type)) {
                gone.add(type + ": the event is gone");
            } else if (!schemas.contains(type)) {
                gone.add(type + ": its schema is gone");
            }
        }
        return gone;
    }

    private static List<String> breaks(Map<String, String> before, Map<String, String> now) {
        var broken = new ArrayList<String>();
        before.forEach((path, type) -> {
            String today = now.get(path);
            if (today == null) {
                broken.add(path + ": removed");
            } else if (!today.equals(type)) {
                broken.add(path + ": " + type + " became " + today);
            }
        });
        now.forEach((path, type) -> {
            boolean isNew = !before.containsKey(path);
            boolean parentIsNew =
                    before.keySet().stream().noneMatch(p -> p.startsWith(parent(path)));
            if (isNew && !type.endsWith("?") && !(parentIsNew && path.contains("."))) {
                broken.add(path + ": new and required");
            }
        });
        return broken;
    }

    private static String parent(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? "" : path.substring(0, dot + 1);
    }

    private static void describe(String at, Class<?> shape, Map<String, String> fields) {
        for (RecordComponent component : shape.getRecordComponents()) {
            String path = at + snake(component.getName());
            AnnotatedType annotated = component.getAnnotatedType();
            boolean optional = annotated.isAnnotationPresent(Nullable.class);
            describe(path, component.getGenericType(), optional, fields);
        }
    }

    private static void describe(
            String path, Type type, boolean optional, Map<String, String> fields) {
        String mark = optional ? "?" : "";
        if (type instanceof ParameterizedType generic) {
            Type last =
                    generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            boolean map = generic.getRawType() == Map.class;
            fields.put(path, (map ? "map" : "list") + mark);
            describe(path + (map ? "{}" : "[]"), last, false, fields);
            return;
        }
        var shape = (Class<?>) type;
        boolean ours = shape.isRecord() && shape.getName().startsWith("io.tollbridge.contracts");
        boolean card = shape.getSimpleName().equals("CardFace");
        fields.put(path, name(shape, ours || card) + mark);
        if (ours || card) {
            describe(path + ".", shape, fields);
        }
    }

    private static String name(Class<?> shape, boolean object) {
        if (object) {
            return "object";
        }
        return switch (shape.getSimpleName()) {
            case "int", "long", "Integer", "Long" -> "integer";
            case "boolean", "Boolean" -> "boolean";
            case "Instant" -> "time";
            case "LocalDate" -> "date";
            case "Money" -> "money";
            case "String", "UUID" -> "text";
            default -> shape.isEnum() ? "one of " + enumOf(shape) : "id " + shape.getSimpleName();
        };
    }

    private static String enumOf(Class<?> shape) {
        return Stream.of(shape.getEnumConstants())
                .map(String::valueOf)
                .sorted()
                .toList()
                .toString();
    }

    private static String snake(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }

    private static String text(EventType type, Map<String, String> fields) {
        var text = new StringBuilder();
        text.append("# ").append(type.value()).append(" on topic ").append(type.topic());
        text.append(", schema ").append(type.schema()).append('\n');
        fields.forEach((path, kind) -> text.append(path).append(": ").append(kind).append('\n'));
        return text.toString();
    }

    private static Map<String, String> read(Path file) throws IOException {
        var fields = new TreeMap<String, String>();
        for (String line : Files.readAllLines(file)) {
            if (!line.startsWith("#")) {
                fields.put(line.split(": ", 2)[0], line.split(": ", 2)[1]);
            }
        }
        return fields;
    }

    /** The types that there are files of. */
    private static List<String> schemas() throws IOException {
        try (var files = Files.list(SCHEMAS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .toList();
        }
    }

    private static List<String> types() throws IOException {
        return events().stream()
                .map(event -> event.getAnnotation(EventType.class).value())
                .toList();
    }

    /** All classes of this module that are events. */
    private static List<Class<?>> events() throws IOException {
        Path root = Path.of("target/classes");
        try (var files = Files.walk(root)) {
            List<Class<?>> found = new ArrayList<>();
            files.map(f -> root.relativize(f).toString())
                    .filter(name -> name.endsWith(".class") && !name.contains("-"))
                    .sorted()
                    .forEach(name -> {
                        Class<?> type = load(name);
                        if (type.isAnnotationPresent(EventType.class)) {
                            found.add(type);
                        }
                    });
            assertThat(found).hasSizeGreaterThan(20);
            return found;
        }
    }

    private static Class<?> load(String file) {
        try {
            return Class.forName(file.replace(".class", "").replace('/', '.'));
        } catch (ClassNotFoundException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
