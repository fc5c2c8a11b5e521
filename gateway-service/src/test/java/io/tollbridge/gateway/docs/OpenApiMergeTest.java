package io.tollbridge.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiMergeTest {

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void each_service_brings_its_public_paths_and_its_schemas() {
        var merge = new OpenApiMerge(json);
        merge.add("risk", document("things", "string"));
        merge.addSilent("finance");
        JsonNode merged = merge.result();

        assertThat(merged.get("paths").propertyNames()).containsExactly("/v1/things");
        JsonNode get = merged.get("paths").get("/v1/things").get("get");
        assertThat(get.has("operationId")).isFalse();
        assertThat(get.get("tags").get(0).asString()).isEqualTo("things");
        assertThat(get.findValue("$ref").asString()).isEqualTo("#/components/schemas/Thing");
        assertThat(merged.at("/components/schemas").propertyNames())
                .containsExactly("Other", "Problem", "Thing");
        assertThat(merged.get("info").get("x-silent-services").get(0).asString())
                .isEqualTo("finance");
    }

    @Test
    void what_two_services_say_alike_is_there_once_and_what_differs_carries_their_names() {
        var merge = new OpenApiMerge(json);
        merge.add("risk", document("things", "string"));
        merge.add("finance", document("items", "integer"));
        JsonNode merged = merge.result();

        assertThat(merged.at("/components/schemas").propertyNames())
                .as("Thing refers to Other, and so is another thing too")
                .containsExactly(
                        "Problem", "finance.Other", "finance.Thing", "risk.Other", "risk.Thing");
        assertThat(merged.get("paths").get("/v1/items").findValue("$ref").asString())
                .isEqualTo("#/components/schemas/finance.Thing");
        assertThat(merged.at("/components/schemas").get("risk.Thing").findValue("$ref").asString())
                .isEqualTo("#/components/schemas/risk.Other");
    }

    @Test
    void two_services_may_share_a_path() {
        var merge = new OpenApiMerge(json);
        merge.add("core-engine", json.readTree("{\"paths\":{\"/v1/payments\":{\"post\":{}}}}"));
        merge.add("transaction", json.readTree("{\"paths\":{\"/v1/payments\":{\"get\":{}}}}"));
        JsonNode path = merge.result().get("paths").get("/v1/payments");
        assertThat(path.propertyNames()).containsExactlyInAnyOrder("post", "get");
        assertThat(path.at("/get/tags/0").asString()).isEqualTo("transaction");
    }

    private JsonNode document(String path, String otherType) {
        return json.readTree(
                """
                {"paths": {"/v1/%s": {"get": {"operationId": "list", "tags": ["%s"], "responses":
                  {"200": {"content": {"application/json": {"schema":
                    {"$ref": "#/components/schemas/Thing"}}}}}}},
                  "/internal/v1/%s": {"get": {}}},
                 "components": {"schemas": {"Thing": {"properties": {"other":
                  {"$ref": "#/components/schemas/Other"}}}, "Other": {"type": "%s"},
                  "Problem": {"type": "object"}}}}\
                """
                        .formatted(path, path, path, otherType));
    }
}
