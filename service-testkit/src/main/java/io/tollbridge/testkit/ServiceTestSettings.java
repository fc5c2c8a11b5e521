package io.tollbridge.testkit;

import io.tollbridge.testkit.servers.TestServers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Points the context of a {@link ServiceTest} to the servers, keys and secrets of tests. */
final class ServiceTestSettings implements ContextCustomizerFactory {

    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> attributes) {
        return AnnotatedElementUtils.hasAnnotation(testClass, ServiceTest.class)
                ? new Settings(testClass)
                : null;
    }

    private record Settings(Class<?> testClass) implements ContextCustomizer {
        @Override
        public void customizeContext(
                ConfigurableApplicationContext context, MergedContextConfiguration merged) {
            Map<String, Object> properties = new HashMap<>(TestServers.properties(testClass));
            properties.putAll(TestSecrets.properties());
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("service-test", properties));
        }
    }
}
