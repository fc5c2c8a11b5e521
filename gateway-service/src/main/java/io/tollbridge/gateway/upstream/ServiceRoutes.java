package io.tollbridge.gateway.upstream;

import io.tollbridge.gateway.routes.Target;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** One route per service; where it is, is a setting. */
@Component
class ServiceRoutes {

    static final List<String> SERVICES =
            List.of(
                    "checkout",
                    "transaction",
                    "core-engine",
                    "merchant",
                    "compensation",
                    "settlement",
                    "reconciliation",
                    "accounting",
                    "finance",
                    "operations",
                    "channel",
                    "risk");

    private final Map<String, Route> byService = new HashMap<>();

    ServiceRoutes(Environment environment) {
        for (String service : SERVICES) {
            String url = environment.getRequiredProperty("tollbridge.services." + service + ".url");
            byService.put(
                    service,
                    Route.async().id(service).uri(URI.create(url)).predicate(_ -> true).build());
        }
    }

    /** Null for the gateway's own pages. */
    @Nullable Route of(Target target) {
        return byService.get(target.service());
    }
}
