package io.tollbridge.starter.apidoc;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.type.TypeFactory;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A field of a record that may not be null is always there: absent stands for null. */
final class RecordModels implements ModelConverter {

    private static final String MODELS = "#/components/schemas/";
    private static final PropertyNamingStrategies.NamingBase NAMES =
            (PropertyNamingStrategies.NamingBase) PropertyNamingStrategies.SNAKE_CASE;

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        JavaType java = TypeFactory.defaultInstance().constructType(type.getType());
        if (schema != null && java.getRawClass().isRecord()) {
            Schema<?> model = modelOf(schema, context.getDefinedModels());
            if (model != null && model.getProperties() != null) {
                model.setRequired(required(java.getRawClass(), model.getProperties()));
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> modelOf(
            Schema<?> schema, @SuppressWarnings("rawtypes") Map<String, Schema> models) {
        String reference = schema.get$ref();
        return reference == null ? schema : models.get(reference.substring(MODELS.length()));
    }

    private static @Nullable List<String> required(Class<?> record, Map<String, ?> properties) {
        var names =
                Arrays.stream(record.getRecordComponents())
                        .filter(field -> !isNullable(field))
                        .map(field -> NAMES.translate(field.getName()))
                        .filter(properties::containsKey)
                        .toList();
        return names.isEmpty() ? null : names;
    }

    private static boolean isNullable(RecordComponent field) {
        return field.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }
}
