package io.tollbridge.gateway.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.tollbridge.gateway.trace.Traceparent;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import tools.jackson.databind.json.JsonMapper;

class FailureHandlerTest {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void a_failure_is_logged_with_the_trace_of_its_request_and_leaves_none_on_the_thread() {
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        var log = (Logger) LoggerFactory.getLogger(FailureHandler.class);
        log.addAppender(lines);
        var exchange = MockServerWebExchange.from(MockServerHttpRequest.get("/v1/payments"));
        Traceparent.attach(exchange, "00-" + TRACE + "-b7ad6b7169203331-01");

        new FailureHandler(new ProblemWriter(JsonMapper.builder().build()))
                .handle(exchange, new TimeoutException("too late"))
                .block();

        log.detachAppender(lines);
        assertThat(exchange.getResponse().getStatusCode()).isEqualTo(HttpStatus.GATEWAY_TIMEOUT);
        assertThat(lines.list)
                .singleElement()
                .satisfies(line ->
                        assertThat(line.getMDCPropertyMap()).containsEntry("traceId", TRACE));
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }
}
