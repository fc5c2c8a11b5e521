package io.tollbridge.gateway.entry;

import io.tollbridge.gateway.problem.Problem;
import io.tollbridge.gateway.problem.ProblemException;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import reactor.core.publisher.Flux;

/** Counts a body whose length was not announced, and breaks off when it is too long. */
final class BodyLimit extends ServerHttpRequestDecorator {

    private final long maxBytes;

    BodyLimit(ServerHttpRequest request, long maxBytes) {
        super(request);
        this.maxBytes = maxBytes;
    }

    static Problem problem(long maxBytes) {
        return Problem.of(
                413, "body_too_large", "body: (expected: at most " + maxBytes + " bytes)");
    }

    @Override
    public Flux<DataBuffer> getBody() {
        return Flux.defer(() -> {
            var seen = new long[1];
            return super.getBody()
                    .handle((buffer, sink) -> {
                        seen[0] += buffer.readableByteCount();
                        if (seen[0] > maxBytes) {
                            DataBufferUtils.release(buffer);
                            sink.error(new ProblemException(problem(maxBytes)));
                        } else {
                            sink.next(buffer);
                        }
                    });
        });
    }
}
