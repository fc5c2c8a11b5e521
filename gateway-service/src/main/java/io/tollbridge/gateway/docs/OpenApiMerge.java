package io.tollbridge.gateway.docs;

import io.tollbridge.contracts.ApiVersion;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one OpenAPI document of many. */
final class OpenApiMerge {

    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonMapper json;
    private final Map<String, JsonNode> documents = new LinkedHashMap<>();
    private final List<String> silent = new ArrayList<>();

    OpenApiMerge(JsonMapper json) {
        this.json = json;
    }

    /** Takes over what a service says of itself. */
    void add(String service, JsonNode document) {
        documents.put(service, document);
    }

    /** Notes a service that did not tell. */
    void addSilent(String service) {
        silent.add(service);
    }

    ObjectNode result() {
        ObjectNode whole = json.createObjectNode();
        whole.put("openapi", "3.1.0");
        ObjectNode info = whole.putObject("info");
        info.put("title", "Tollbridge API").put("version", ApiVersion.NEWEST.wire());
        info.put(
                "description",
                "Amounts are whole minor units. Every change needs Idempotency-Key.");
        if (!silent.isEmpty()) {
            silent.forEach(info.putArray("x-silent-services")::add);
        }
        whole.putArray("security").addObject().putArray("api_key");
        var ambiguous = ambiguousNames();
        whole.set("paths", paths(ambiguous));
        ObjectNode components = whole.putObject("components");
        components.set("schemas", schemas(ambiguous));
        ObjectNode schemes = components.putObject("securitySchemes");
        bearer(schemes, "api_key", "A merchant's or an operator's key.");
        bearer(schemes, "operator_key", "An operator's key.");
        return whole;
    }

    private static void bearer(ObjectNode schemes, String name, String description) {
        schemes.putObject(name)
                .put("type", "http")
                .put("scheme", "bearer")
                .put("description", description);
    }

    private ObjectNode paths(Set<String> ambiguous) {
        var paths = new TreeMap<String, ObjectNode>();
        documents.forEach((service, document) -> {
            for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
                boolean open =
                        path.getKey().startsWith("/v1/") || path.getKey().startsWith("/ops/");
                if (open
                        && renamed(service, path.getValue(), ambiguous) instanceof ObjectNode own) {
                    own.forEach(operation -> tidy(service, operation));
                    paths.computeIfAbsent(path.getKey(), _ -> json.createObjectNode()).setAll(own);
                }
            }
        });
        ObjectNode merged = json.createObjectNode();
        paths.forEach(merged::set);
        return merged;
    }

    private static void tidy(String service, JsonNode operation) {
        if (operation instanceof ObjectNode node) {
            node.remove("operationId"); // names of methods: the same in two services
            if (!node.has("tags")) {
                node.putArray("tags").add(service);
            }
        }
    }

    private ObjectNode schemas(Set<String> ambiguous) {
        var schemas = new TreeMap<String, JsonNode>();
        documents.forEach((service, document) -> {
            for (Map.Entry<String, JsonNode> schema : schemasOf(document)) {
                schemas.put(
                        publicName(service, schema.getKey(), ambiguous),
                        renamed(service, schema.getValue(), ambiguous));
            }
        });
        ObjectNode merged = json.createObjectNode();
        schemas.forEach(merged::set);
        return merged;
    }

    /** Names that two services use for different things, directly or by what they refer to. */
    private Set<String> ambiguousNames() {
        var ambiguous = new TreeSet<String>();
        var first = new LinkedHashMap<String, JsonNode>();
        var shared = new HashMap<String, JsonNode>();
        for (JsonNode document : documents.values()) {
            for (Map.Entry<String, JsonNode> schema : schemasOf(document)) {
                JsonNode other = first.putIfAbsent(schema.getKey(), schema.getValue());
                if (other != null) {
                    shared.put(schema.getKey(), other);
                    if (!other.equals(schema.getValue())) {
                        ambiguous.add(schema.getKey());
                    }
                }
            }
        }
        boolean grown;
        do {
            grown =
                    ambiguous.addAll(
                            shared.entrySet().stream()
                                    .filter(schema -> refersTo(schema.getValue(), ambiguous))
                                    .map(Map.Entry::getKey)
                                    .toList());
        } while (grown);
        return ambiguous;
    }

    private static boolean refersTo(JsonNode schema, Set<String> names) {
        return schema.findValues("$ref").stream()
                .map(JsonNode::asString)
                .anyMatch(ref -> names.contains(ref.substring(SCHEMAS.length())));
    }

    private static Set<Map.Entry<String, JsonNode>> schemasOf(JsonNode document) {
        return document.at("/components/schemas").properties();
    }

    private static String publicName(String service, String name, Set<String> ambiguous) {
        return ambiguous.contains(name) ? service + "." + name : name;
    }

    private JsonNode renamed(String service, JsonNode node, Set<String> ambiguous) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = json.createObjectNode();
                object.properties()
                        .forEach(e ->
                                copy.set(
                                        e.getKey(),
                                        isReference(e)
                                                ? reference(service, e.getValue(), ambiguous)
                                                : renamed(service, e.getValue(), ambiguous)));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = json.createArrayNode();
                array.forEach(element -> copy.add(renamed(service, element, ambiguous)));
                yield copy;
            }
            default -> node;
        };
    }

    private static boolean isReference(Map.Entry<String, JsonNode> member) {
        return member.getKey().equals("$ref")
                && member.getValue().isString()
                && member.getValue().asString().startsWith(SCHEMAS);
    }

    private JsonNode reference(String service, JsonNode value, Set<String> ambiguous) {
        String name = value.asString().substring(SCHEMAS.length());
        return json.getNodeFactory().stringNode(SCHEMAS + publicName(service, name, ambiguous));
    }
}
