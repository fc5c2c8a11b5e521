package io.tollbridge.starter.apidoc;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.tollbridge.contracts.ApiVersion;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.method.HandlerMethod;

/** What holds for every operation and no controller says: keys, Idempotency-Key, problems, tags. */
final class ApiDescription {

    private static final String API_KEY = "api_key";
    private static final String OPERATOR_KEY = "operator_key";
    private static final String PROBLEM = "Problem";
    private static final Set<HttpMethod> CHANGING =
            Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE);

    private ApiDescription() {}

    static OpenAPI of(String service) {
        var components =
                new Components()
                        .addSecuritySchemes(API_KEY, bearer("a merchant's or operator's key"))
                        .addSecuritySchemes(OPERATOR_KEY, bearer("an operator's key"));
        return new OpenAPI()
                .info(new Info().title(service).version(ApiVersion.NEWEST.wire()))
                .components(components)
                .addSecurityItem(new SecurityRequirement().addList(API_KEY));
    }

    private static SecurityScheme bearer(String description) {
        return new SecurityScheme()
                .type(SecurityScheme.Type.HTTP)
                .scheme("bearer")
                .description(description);
    }

    private static Schema<?> problem() {
        var error = new ObjectSchema();
        for (String name : List.of("pointer", "code", "detail")) {
            error.addProperty(name, new StringSchema());
        }
        var problem = new ObjectSchema();
        problem.setDescription("RFC 9457");
        problem.addProperty("type", new StringSchema().format("uri"));
        problem.addProperty("title", new StringSchema());
        problem.addProperty("status", new IntegerSchema());
        problem.addProperty("detail", new StringSchema());
        problem.addProperty("code", new StringSchema().description("stable, for programs"));
        problem.addProperty("param", new StringSchema().description("the field that is wrong"));
        problem.addProperty("request_id", new StringSchema());
        problem.addProperty("errors", new ArraySchema().items(error));
        problem.setRequired(List.of("type", "title", "status", "code"));
        return problem;
    }

    /** What the handler says: its parameters' names, and who may call it. */
    static Operation complete(Operation operation, HandlerMethod handler) {
        BoundParameters.rename(operation, handler);
        var rule =
                AnnotatedElementUtils.findMergedAnnotation(handler.getMethod(), AllowedFor.class);
        if (rule == null) {
            rule =
                    AnnotatedElementUtils.findMergedAnnotation(
                            handler.getBeanType(), AllowedFor.class);
        }
        if (rule != null) {
            operation.setSecurity(keys(Set.of(rule.kinds())));
        }
        return operation;
    }

    private static List<SecurityRequirement> keys(Set<Caller.Kind> kinds) {
        var keys = new ArrayList<SecurityRequirement>();
        if (kinds.contains(Caller.Kind.ANONYMOUS)) {
            keys.add(new SecurityRequirement()); // none will do
        }
        boolean operatorsOnly =
                kinds.contains(Caller.Kind.OPERATOR) && !kinds.contains(Caller.Kind.MERCHANT);
        keys.add(new SecurityRequirement().addList(operatorsOnly ? OPERATOR_KEY : API_KEY));
        return keys;
    }

    /** What a path and a method tell. */
    static void complete(OpenAPI document) {
        document.setServers(null); // the address of one process, which nobody outside calls
        // Here and not before: schemas that nothing refers to yet are dropped on the way.
        document.getComponents().addSchemas(PROBLEM, problem());
        if (document.getPaths() != null) {
            document.getPaths().forEach(ApiDescription::complete);
        }
    }

    private static void complete(String path, PathItem item) {
        item.readOperationsMap()
                .forEach((method, operation) -> {
                    operation.setTags(List.of(tag(path)));
                    if (path.startsWith("/ops/") && operation.getSecurity() == null) {
                        operation.setSecurity(keys(Set.of(Caller.Kind.OPERATOR)));
                    }
                    if (operation.getParameters()
                            != null) { // the media types of the answers tell it
                        operation.getParameters().removeIf(p -> p.getName().equals("Accept"));
                    }
                    if (CHANGING.contains(method)) {
                        operation.addParametersItem(idempotencyKey());
                    }
                    operation.getResponses().addApiResponse("default", refusal());
                });
    }

    /**
     * {@code payments} of {@code /v1/payments/{id}}, {@code ops clock} of {@code /ops/v1/clock}.
     */
    private static String tag(String path) {
        String[] words = path.split("/", -1);
        boolean ops = words[1].equals("ops");
        String resource = words[ops ? 3 : 2].replace('_', ' ');
        return ops ? "ops " + resource : resource;
    }

    private static HeaderParameter idempotencyKey() {
        var parameter = new HeaderParameter();
        parameter
                .name("Idempotency-Key")
                .description("the same key with the same body has one effect and one answer")
                .required(true)
                .schema(new StringSchema().minLength(1).maxLength(255));
        return parameter;
    }

    private static ApiResponse refusal() {
        var schema = new Schema<>().$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description("refused or failed")
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(schema)));
    }
}
