package io.tollbridge.starter.apidoc;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.BindParam;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.method.HandlerMethod;

/** Query parameters that are gathered in a record carry the names of its {@link BindParam}s. */
final class BoundParameters {

    private BoundParameters() {}

    static void rename(Operation operation, HandlerMethod handler) {
        List<Parameter> parameters = operation.getParameters();
        if (parameters == null) {
            return;
        }
        for (MethodParameter taken : handler.getMethodParameters()) {
            if (taken.hasParameterAnnotation(ModelAttribute.class)) {
                for (java.lang.reflect.Parameter field : fields(taken.getParameterType())) {
                    parameters.stream()
                            .filter(parameter -> parameter.getName().equals(field.getName()))
                            .forEach(parameter -> describe(parameter, field));
                }
            }
        }
    }

    /** The parameters of a record's only constructor, which is where its annotations stand. */
    private static List<java.lang.reflect.Parameter> fields(Class<?> record) {
        return Arrays.stream(record.getDeclaredConstructors())
                .filter(made -> made.getParameterCount() == record.getRecordComponents().length)
                .findFirst()
                .map(made -> List.of(made.getParameters()))
                .orElse(List.of());
    }

    private static void describe(Parameter parameter, java.lang.reflect.Parameter field) {
        BindParam name = field.getAnnotation(BindParam.class);
        parameter.setName(name == null ? field.getName() : name.value());
        parameter.setRequired(!field.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }
}
