package io.tollbridge.starter.apidoc;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.oas.models.OpenAPI;
import java.util.List;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The API document: springdoc, told of our JSON, and left asleep until somebody asks. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnClass(OpenAPI.class)
public class ApiDocAutoConfiguration {

    private static final String SPRINGDOC = "org.springdoc.";

    /** A warning at every start, and an error page of its own beside our problems. */
    private static final List<String> UNWANTED =
            List.of(
                    "springDocAppInitializer",
                    "org.springdoc.core.configuration.SpringDocConfiguration$OpenApiResourceAdvice");

    /** Springdoc makes its thirty beans at start; here they wait for the first reader. */
    @Bean
    static BeanFactoryPostProcessor apiDocOnDemand() {
        return beans -> {
            for (String name : beans.getBeanDefinitionNames()) {
                BeanDefinition definition = beans.getBeanDefinition(name);
                if (isOfSpringdoc(definition)) {
                    definition.setLazyInit(true);
                }
            }
            if (beans instanceof BeanDefinitionRegistry registry) {
                UNWANTED.stream()
                        .filter(registry::containsBeanDefinition)
                        .forEach(registry::removeBeanDefinition);
            }
            // Nobody injects these two: they set up the library's statics while they are made.
            beans.getBeanDefinition("openApiResource")
                    .setDependsOn("modelConverterRegistrar", "initExtraSchemas");
        };
    }

    private static boolean isOfSpringdoc(BeanDefinition definition) {
        if (!(definition instanceof AnnotatedBeanDefinition annotated)) {
            return false;
        }
        var factory = annotated.getFactoryMethodMetadata();
        String from =
                factory == null
                        ? annotated.getMetadata().getClassName()
                        : factory.getDeclaringClassName();
        return from.startsWith(SPRINGDOC);
    }

    @Bean
    @Lazy
    OpenAPI apiDescription(@Value("${spring.application.name}") String service) {
        KernelSchemas.register();
        return ApiDescription.of(service);
    }

    @Bean
    @Lazy
    GlobalOperationCustomizer apiOperations() {
        return ApiDescription::complete;
    }

    @Bean
    @Lazy
    GlobalOpenApiCustomizer apiPaths() {
        return ApiDescription::complete;
    }

    /** Names as our JSON has them. First in the list, and so last of those that are asked. */
    @Bean
    @Lazy
    @Order(Ordered.HIGHEST_PRECEDENCE)
    ModelResolver apiModels(SpringDocConfigProperties settings) {
        var mapper = ObjectMapperProvider.createJson(settings);
        mapper.setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);
        return new ModelResolver(mapper, new ModelNames()).openapi31(true);
    }

    @Bean
    @Lazy
    RecordModels recordModels() {
        return new RecordModels();
    }
}
