package io.tollbridge.simulation.bus;

import io.tollbridge.simulation.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.TimestampType;

/** The topics, three partitions each, with all that was ever written. */
public final class Broker {

    public static final int PARTITIONS = 3;

    private final World world;
    private final Consumer<ConsumerRecord<String, byte[]>> observer;
    private final Map<String, List<List<ConsumerRecord<String, byte[]>>>> topics =
            new LinkedHashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();

    /** {@code observer} sees each record as it is written. */
    public Broker(World world, Consumer<ConsumerRecord<String, byte[]>> observer) {
        this.world = world;
        this.observer = observer;
    }

    static int partitionOf(String key) {
        return Math.floorMod(key.hashCode(), PARTITIONS);
    }

    public void append(ProducerRecord<String, byte[]> sent) {
        var partition = partition(sent.topic(), partitionOf(sent.key()));
        var written =
                new ConsumerRecord<>(
                        sent.topic(),
                        partitionOf(sent.key()),
                        partition.size(),
                        0L,
                        TimestampType.CREATE_TIME,
                        sent.key().length(),
                        sent.value().length,
                        sent.key(),
                        sent.value(),
                        sent.headers(),
                        Optional.<Integer>empty());
        world.step("bus.append", written.key());
        partition.add(written);
        observer.accept(written);
        var woken = List.copyOf(waiting);
        waiting.clear();
        woken.forEach(Runnable::run);
    }

    List<ConsumerRecord<String, byte[]>> partition(String topic, int number) {
        return topics.computeIfAbsent(topic, _ -> empty()).get(number);
    }

    private static List<List<ConsumerRecord<String, byte[]>>> empty() {
        var partitions = new ArrayList<List<ConsumerRecord<String, byte[]>>>();
        for (int i = 0; i < PARTITIONS; i++) {
            partitions.add(new ArrayList<>());
        }
        return partitions;
    }

    /** Calls back once when there is something new. */
    void whenMore(Runnable wake) {
        waiting.add(wake);
    }
}
