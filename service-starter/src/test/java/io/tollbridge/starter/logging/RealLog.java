package io.tollbridge.starter.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.logback.LogbackLoggingSystem;
import org.springframework.mock.env.MockEnvironment;

/** The log as the services' own configuration writes it, kept in memory. */
record RealLog(LoggerContext context, ByteArrayOutputStream out) {

    static RealLog begin() {
        var system = new LogbackLoggingSystem(RealLog.class.getClassLoader());
        system.cleanUp();
        system.beforeInitialize();
        var environment = new MockEnvironment().withProperty("spring.application.name", "test");
        system.initialize(new LoggingInitializationContext(environment), null, null);
        var context = (LoggerContext) LoggerFactory.getILoggerFactory();
        var out = new ByteArrayOutputStream();
        var console =
                (OutputStreamAppender<ILoggingEvent>)
                        context.getLogger("ROOT").getAppender("console");
        console.setOutputStream(out);
        return new RealLog(context, out);
    }

    String text() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
