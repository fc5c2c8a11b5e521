package io.tollbridge.starter.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.cfg.DateTimeFeature;

/** The platform's JSON: snake_case, ISO times, absent instead of null, unknown fields tolerated. */
@AutoConfiguration
public class JsonAutoConfiguration {

    @Bean
    JsonMapperBuilderCustomizer tollbridgeJson() {
        return json ->
                json.addModule(new KernelModule())
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .changeDefaultPropertyInclusion(inclusion ->
                                inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
                        .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    }
}
