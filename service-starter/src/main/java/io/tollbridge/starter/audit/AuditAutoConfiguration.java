package io.tollbridge.starter.audit;

import io.tollbridge.starter.event.EventAutoConfiguration;
import io.tollbridge.starter.event.EventPublisher;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.core.Ordered;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The trace of operators, in every servlet service that does not keep its own. */
@AutoConfiguration(after = EventAutoConfiguration.class)
@ConditionalOnWebApplication(type = Type.SERVLET)
@ConditionalOnProperty(name = "tollbridge.audit", havingValue = "published")
public class AuditAutoConfiguration implements WebMvcConfigurer {

    private final OperatorAudit audit;

    AuditAutoConfiguration(
            @Value("${spring.application.name}") String service,
            EventPublisher publisher,
            Clock systemClock) {
        this.audit = new OperatorAudit(service.replace("-service", ""), publisher, systemClock);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(audit).order(Ordered.HIGHEST_PRECEDENCE);
    }
}
