package io.tollbridge.gateway.problem;

import io.tollbridge.starter.http.RequestId;
import java.util.LinkedHashMap;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem. */
@Component
public class ProblemWriter {

    private static final String TYPES = "https://tollbridge.io/problems/";
    private static final String QUOTA_TYPE =
            "https://iana.org/assignments/http-problem-types#quota-exceeded";

    private final JsonMapper json;

    ProblemWriter(JsonMapper json) {
        this.json = json;
    }

    public Mono<Void> write(ServerWebExchange exchange, Problem problem) {
        var body = new LinkedHashMap<String, Object>();
        HttpStatus known = HttpStatus.resolve(problem.status());
        body.put("type", problem.status() == 429 ? QUOTA_TYPE : TYPES + problem.code());
        body.put("title", known == null ? "Error" : known.getReasonPhrase());
        body.put("status", problem.status());
        body.put("detail", problem.detail());
        body.put("instance", exchange.getRequest().getURI().getRawPath());
        body.put("code", problem.code());
        body.putAll(problem.members());

        var response = exchange.getResponse();
        String requestId = response.getHeaders().getFirst(RequestId.HEADER);
        if (requestId != null) {
            body.put("request_id", requestId);
        }
        byte[] bytes = json.writeValueAsBytes(body);
        response.setStatusCode(HttpStatusCode.valueOf(problem.status()));
        problem.headers().forEach(response.getHeaders()::set);
        response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
        response.getHeaders().setContentLength(bytes.length);
        response.getHeaders().set("Cache-Control", "no-store");
        DataBuffer buffer = response.bufferFactory().wrap(bytes);
        return response.writeWith(Mono.just(buffer));
    }
}
