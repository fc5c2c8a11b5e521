package io.tollbridge.testkit;

import io.tollbridge.contracts.Topics;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.SubscriptionRunner;
import io.tollbridge.starter.event.TopicPositions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.springframework.context.ApplicationContext;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** What a service says that it has seen of payments, also when something went by it. */
public final class SeenCheck {

    private final SubscriptionRunner subscriptions;
    private final TopicPositions positions;
    private final ConsumerFactory<String, byte[]> consumers;
    private final EventCodec codec;
    private final RestClient http;

    /** Of a running service. */
    @SuppressWarnings("unchecked")
    public SeenCheck(ApplicationContext service, int port) {
        this.subscriptions = service.getBean(SubscriptionRunner.class);
        this.positions = service.getBean(TopicPositions.class);
        this.consumers = service.getBean(ConsumerFactory.class);
        this.codec = service.getBean(EventCodec.class);
        this.http = RestClient.create("http://127.0.0.1:" + port);
    }

    /** What is published meanwhile goes by a group, as if somebody had moved its offsets. */
    public void jumpOver(String group, Runnable publish) {
        subscriptions.stop();
        publish.run();
        try (var consumer = consumers.createConsumer(codec.topic(group), "jump", null)) {
            consumer.commitSync(
                    positions.ends(Topics.PAYMENTS).entrySet().stream()
                            .collect(
                                    Collectors.toMap(
                                            end ->
                                                    new TopicPartition(
                                                            codec.topic(Topics.PAYMENTS),
                                                            end.getKey()),
                                            end -> new OffsetAndMetadata(end.getValue()))));
        }
        subscriptions.start();
    }

    /** The sequences of a payment's events that were seen; fails unless all was read. */
    public List<Long> seen(String group, String payment) {
        var question =
                Map.of("ends", positions.ends(Topics.PAYMENTS), "payments", List.of(payment));
        var answer =
                http.post()
                        .uri("/internal/v1/seen")
                        .header(TestIdentity.HEADER, TestIdentity.service("core-engine"))
                        .body(question)
                        .retrieve()
                        .body(JsonNode.class);
        for (JsonNode one : Objects.requireNonNull(answer).path("groups")) {
            if (one.path("group").asString().equals(group)) {
                if (!one.path("past").asBoolean()) {
                    throw new AssertionError(group + " has not read all: " + one);
                }
                return one.path("sequences")
                        .path(payment)
                        .valueStream()
                        .map(JsonNode::asLong)
                        .toList();
            }
        }
        throw new AssertionError("no group " + group + " in " + answer);
    }
}
