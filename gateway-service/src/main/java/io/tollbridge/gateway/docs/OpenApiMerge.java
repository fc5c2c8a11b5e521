package io.tollbridge.gateway.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes one OpenAPI document of many. */
final class OpenApiMerge {

    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonMapper json;
    private final Map<String, ObjectNode> paths = new LinkedHashMap<>();
    private final ObjectNode schemas;
    private final List<String> silent = new ArrayList<>();

    OpenApiMerge(JsonMapper json) {
        this.json = json;
        this.schemas = json.createObjectNode();
    }

    /** Takes over a service's public paths and its schemas under its name. */
    void add(String service, JsonNode document) {
        for (Map.Entry<String, JsonNode> schema : document.at("/components/schemas").properties()) {
            schemas.set(service + "." + schema.getKey(), renamed(service, schema.getValue()));
        }
        for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
            boolean open = path.getKey().startsWith("/v1/") || path.getKey().startsWith("/ops/");
            if (open && path.getValue() instanceof ObjectNode operations) {
                paths.computeIfAbsent(path.getKey(), _ -> json.createObjectNode())
                        .setAll((ObjectNode) tagged(service, renamed(service, operations)));
            }
        }
    }

    /** Notes a service that did not tell. */
    void addSilent(String service) {
        silent.add(service);
    }

    ObjectNode result() {
        ObjectNode whole = json.createObjectNode();
        whole.put("openapi", "3.1.0");
        ObjectNode info = whole.putObject("info");
        info.put("title", "Tollbridge API").put("version", "2026-11-22");
        info.put(
                "description",
                "Amounts are whole minor units. Every change needs Idempotency-Key.");
        ArrayNode absent = info.putArray("x-silent-services");
        silent.forEach(absent::add);
        whole.putArray("security").addObject().putArray("api_key");
        ObjectNode merged = whole.putObject("paths");
        paths.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(path -> merged.set(path.getKey(), path.getValue()));
        ObjectNode components = whole.putObject("components");
        components.set("schemas", schemas);
        components
                .putObject("securitySchemes")
                .putObject("api_key")
                .put("type", "http")
                .put("scheme", "bearer");
        return whole;
    }

    private JsonNode tagged(String service, JsonNode operations) {
        operations.forEach(operation -> {
            if (operation instanceof ObjectNode node) {
                node.putArray("tags").add(service);
                node.remove("operationId"); // names of methods: the same in two services
            }
        });
        return operations;
    }

    private JsonNode renamed(String service, JsonNode node) {
        return switch (node) {
            case ObjectNode object -> {
                ObjectNode copy = json.createObjectNode();
                object.properties()
                        .forEach(e ->
                                copy.set(e.getKey(), reference(service, e.getKey(), e.getValue())));
                yield copy;
            }
            case ArrayNode array -> {
                ArrayNode copy = json.createArrayNode();
                array.forEach(element -> copy.add(renamed(service, element)));
                yield copy;
            }
            default -> node;
        };
    }

    private JsonNode reference(String service, String name, JsonNode value) {
        if (name.equals("$ref") && value.isString() && value.asString().startsWith(SCHEMAS)) {
            String schema = value.asString().substring(SCHEMAS.length());
            return json.getNodeFactory().stringNode(SCHEMAS + service + "." + schema);
        }
        return renamed(service, value);
    }
}
