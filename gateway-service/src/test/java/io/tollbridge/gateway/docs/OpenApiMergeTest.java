package io.tollbridge.gateway.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpenApiMergeTest {

    private static final String DOCUMENT =
            """
            {"paths": {"/v1/things": {"get": {"operationId": "list", "responses": {"200": {"content":
              {"application/json": {"schema": {"$ref": "#/components/schemas/Thing"}}}}}}},
              "/internal/v1/things": {"get": {}}},
             "components": {"schemas": {"Thing": {"properties": {"other":
              {"$ref": "#/components/schemas/Other"}}}, "Other": {"type": "string"}}}}\
            """;

    private final JsonMapper json = JsonMapper.builder().build();

    @Test
    void each_service_brings_its_public_paths_and_its_schemas_under_its_name() {
        var merge = new OpenApiMerge(json);
        merge.add("risk", json.readTree(DOCUMENT));
        merge.addSilent("finance");
        JsonNode merged = merge.result();

        assertThat(merged.get("paths").propertyNames()).containsExactly("/v1/things");
        JsonNode get = merged.get("paths").get("/v1/things").get("get");
        assertThat(get.get("tags").get(0).asString()).isEqualTo("risk");
        assertThat(get.findValue("$ref").asString()).isEqualTo("#/components/schemas/risk.Thing");
        assertThat(merged.get("components").get("schemas").propertyNames())
                .containsExactlyInAnyOrder("risk.Thing", "risk.Other");
        assertThat(merged.findValue("other").get("$ref").asString()).endsWith("/risk.Other");
        assertThat(merged.get("info").get("x-silent-services").get(0).asString())
                .isEqualTo("finance");
    }

    @Test
    void two_services_may_share_a_path() {
        var merge = new OpenApiMerge(json);
        merge.add("core-engine", json.readTree("{\"paths\":{\"/v1/payments\":{\"post\":{}}}}"));
        merge.add("transaction", json.readTree("{\"paths\":{\"/v1/payments\":{\"get\":{}}}}"));
        assertThat(merge.result().get("paths").get("/v1/payments").propertyNames())
                .containsExactlyInAnyOrder("post", "get");
    }
}
