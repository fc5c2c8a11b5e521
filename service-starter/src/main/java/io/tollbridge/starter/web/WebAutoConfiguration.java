package io.tollbridge.starter.web;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.starter.identity.IdentityVerifier;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication.Type;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import tools.jackson.databind.json.JsonMapper;

/** The way of a request through a servlet service. */
@AutoConfiguration
@ConditionalOnWebApplication(type = Type.SERVLET)
@Import(ProblemHandler.class)
public class WebAutoConfiguration implements WebMvcConfigurer {

    @Bean
    FilterRegistrationBean<RequestFilter> requestFilter(
            IdentityVerifier identities, JsonMapper json, Clock systemClock) {
        var filter = new FilterRegistrationBean<>(new RequestFilter(identities, json, systemClock));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 100);
        return filter;
    }

    @Bean
    @ConditionalOnProperty(name = "tollbridge.idempotency", havingValue = "stored")
    FilterRegistrationBean<IdempotencyFilter> idempotencyFilter(
            CqlSession session, JsonMapper json, Clock systemClock) {
        var filter =
                new FilterRegistrationBean<>(
                        new IdempotencyFilter(new IdempotencyStore(session, systemClock), json));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE + 200);
        return filter;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new AccessInterceptor());
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new ArgumentResolvers.CallerArgument());
        resolvers.add(new ArgumentResolvers.KeyArgument());
    }
}
