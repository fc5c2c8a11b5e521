package io.tollbridge.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.sandbox.client.ApiClient;
import io.tollbridge.sandbox.client.Waiting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** The API as the platform itself describes it, beside the committed document. */
class ApiDocumentTest {

    private static final Path COMMITTED = Path.of("../api/openapi/v1.yaml");
    private static final String HEAD = "# What the gateway answers at /docs/openapi.json.\n";
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder().stringQuotingChecker(new DatesQuoted()).build())
                    .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                    .enable(YAMLWriteFeature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                    .disable(YAMLWriteFeature.SPLIT_LINES)
                    .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                    .build();

    /** The version is a text that looks like a date. */
    private static final class DatesQuoted extends StringQuotingChecker.Default {
        @Override
        public boolean needToQuoteValue(String value) {
            return super.needToQuoteValue(value) || value.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}");
        }
    }

    private static final JsonNode DOCUMENT = read();

    /**
     * With all services in it: they make their parts when they are first asked, which takes time.
     */
    private static JsonNode read() {
        var gateway = new ApiClient(TheSandbox.addresses().gateway(), null);
        return Waiting.until(
                "no service is silent",
                Duration.ofMinutes(3),
                () -> gateway.get("/docs/openapi.json"),
                seen -> seen.path("info").path("x-silent-services").isEmpty());
    }

    @Test
    void the_ways_of_money_are_there_and_what_is_for_services_alone_is_not() {
        assertThat(DOCUMENT.path("paths").propertyNames())
                .contains(
                        "/v1/payments",
                        "/v1/payments/{id}/capture",
                        "/v1/refunds",
                        "/v1/checkout/sessions",
                        "/v1/balance",
                        "/ops/v1/clock/advance")
                .noneMatch(path -> path.startsWith("/internal/") || path.startsWith("/pay/"));
        assertThat(DOCUMENT.at("/paths").path("/v1/payments").propertyNames())
                .as("two services, one path")
                .containsExactlyInAnyOrder("get", "post");
    }

    @Test
    void every_reference_leads_somewhere() {
        assertThat(DOCUMENT.findValues("$ref"))
                .isNotEmpty()
                .allSatisfy(reference ->
                        assertThat(DOCUMENT.at(reference.asString().substring(1)).isObject())
                                .as(reference.asString())
                                .isTrue());
    }

    @Test
    void the_committed_document_is_this_one() throws IOException {
        String text = HEAD + YAML.writeValueAsString(DOCUMENT);
        if (System.getenv("TOLLBRIDGE_UPDATE") != null) {
            Files.createDirectories(COMMITTED.getParent());
            Files.writeString(COMMITTED, text);
        }
        assertThat(COMMITTED).as("set TOLLBRIDGE_UPDATE to renew").hasContent(text);
    }
}
