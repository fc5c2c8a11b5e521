package io.tollbridge.simulation.bus;

import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.World;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.support.SendResult;

/** A node's producer: idempotent, all replicas acknowledge. */
public final class SimulatedProducer extends KafkaTemplate<String, byte[]> {

    private static final DefaultKafkaProducerFactory<String, byte[]> NONE =
            new DefaultKafkaProducerFactory<>(
                    Map.of(), new StringSerializer(), new ByteArraySerializer());

    /** Nobody asks where a record went. */
    private static final RecordMetadata NOWHERE =
            new RecordMetadata(new TopicPartition("", 0), 0, 0, 0, 0, 0);

    private static final Duration DELIVERY_TIMEOUT = Duration.ofSeconds(30);

    private final Broker broker;
    private final Node.Life life;
    private final World world;
    private final Faults faults;

    /** Per partition: when the newest record gets there, so that none overtakes it. */
    private final long[] busyUntil = new long[Broker.PARTITIONS];

    /** Per partition: until when everything is lost, since the broker is away. */
    private final long[] lostUntil = new long[Broker.PARTITIONS];

    public SimulatedProducer(Broker broker, Node.Life life, Faults faults) {
        super(NONE);
        this.broker = broker;
        this.life = life;
        this.world = life.world();
        this.faults = faults;
    }

    @Override
    public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> sent) {
        if (faults.strikes(Fault.SEND_REFUSED)) {
            throw new TimeoutException("simulated: topic not present in metadata");
        }
        faults.tempt(life.node());
        var acknowledged = new CompletableFuture<SendResult<String, byte[]>>();
        int partition = Broker.partitionOf(sent.key());
        long now = world.nanos();
        if (now < lostUntil[partition]) {
            fail(acknowledged, lostUntil[partition] - now);
            return acknowledged;
        }
        if (faults.strikes(Fault.SEND_LOST)) {
            if (world.below(2) == 0) { // else its batch alone, and what is sent behind it arrives
                lostUntil[partition] = now + DELIVERY_TIMEOUT.toNanos();
            }
            fail(acknowledged, DELIVERY_TIMEOUT.toNanos());
            return acknowledged;
        }
        long takes =
                faults.strikes(Fault.SEND_SLOW)
                        ? world.between(Duration.ofSeconds(1), Duration.ofSeconds(20))
                        : world.latency();
        long arrives = Math.max(now + takes, busyUntil[partition] + 1);
        busyUntil[partition] = arrives;
        boolean unacknowledged = faults.strikes(Fault.SEND_UNACKNOWLEDGED);
        world.after(
                arrives - now,
                () -> {
                    broker.append(sent);
                    if (unacknowledged) {
                        fail(acknowledged, DELIVERY_TIMEOUT.toNanos());
                    } else {
                        world.after(world.latency(), () -> acknowledge(acknowledged, sent));
                    }
                });
        return acknowledged;
    }

    private void acknowledge(
            CompletableFuture<SendResult<String, byte[]>> acknowledged,
            ProducerRecord<String, byte[]> sent) {
        if (!life.isOver()) {
            world.step("bus.acknowledged", sent.key());
            acknowledged.complete(new SendResult<>(sent, NOWHERE));
        }
    }

    private void fail(CompletableFuture<?> acknowledged, long after) {
        world.after(
                after,
                () -> {
                    if (!life.isOver()) {
                        world.step("bus.not_acknowledged", life.node());
                        acknowledged.completeExceptionally(new TimeoutException("simulated"));
                    }
                });
    }
}
