package io.tollbridge.simulation.platform;

import io.tollbridge.coreengine.command.SimulatedCoreEngine;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.json.JsonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** JSON and events exactly as the services write them. */
public final class Json {

    public static final JsonMapper MAPPER = mapper();
    public static final EventCodec CODEC = new EventCodec(MAPPER, "simulation", "");

    /** What payments are stored with; making it anew for each node would be most of a run. */
    public static final JsonMapper SNAPSHOTS = SimulatedCoreEngine.snapshots(MAPPER);

    private Json() {}

    private static JsonMapper mapper() {
        try (var context =
                new AnnotationConfigApplicationContext(
                        JacksonAutoConfiguration.class, JsonAutoConfiguration.class)) {
            return context.getBean(JsonMapper.class);
        }
    }
}
