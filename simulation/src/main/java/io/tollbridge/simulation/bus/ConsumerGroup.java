package io.tollbridge.simulation.bus;

import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Faults.Fault;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.Promise;
import io.tollbridge.simulation.world.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** The members of a consumer group on one topic, and how far the group has committed. */
public final class ConsumerGroup {

    private static final int LARGEST_BATCH = 6;

    private final World world;
    private final Broker broker;
    private final String topic;
    private final Faults faults;
    private final Mutant mutant;
    private final Predicate<Throwable> isExpected;
    private final long[] committed = new long[Broker.PARTITIONS];
    private final List<Node.Life> members = new ArrayList<>();
    private int generation;
    private int turn;

    public ConsumerGroup(
            World world,
            Broker broker,
            String topic,
            Faults faults,
            Mutant mutant,
            Predicate<Throwable> isExpected) {
        this.world = world;
        this.broker = broker;
        this.topic = topic;
        this.faults = faults;
        this.mutant = mutant;
        this.isExpected = isExpected;
    }

    /** Whether all there is was handled. */
    public boolean isCaughtUp() {
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            if (committed[partition] < broker.partition(topic, partition).size()) {
                return false;
            }
        }
        return true;
    }

    /** Takes part until the life is over. */
    public void join(Node.Life life, Consumer<List<ConsumerRecord<String, byte[]>>> handler) {
        members.add(life);
        rebalance();
        for (int partition = 0; partition < Broker.PARTITIONS; partition++) {
            int number = partition;
            life.spawn("consume " + topic, () -> consume(life, number, handler));
        }
    }

    /** Deals the partitions out anew; each is read on from where the group has committed. */
    public void rebalance() {
        members.removeIf(Node.Life::isOver);
        generation++;
        turn = members.isEmpty() ? 0 : world.below(members.size());
        world.step("bus.rebalance", topic);
    }

    private Node.@Nullable Life ownerOf(int partition) {
        return members.isEmpty() ? null : members.get((partition + turn) % members.size());
    }

    private void consume(
            Node.Life life, int partition, Consumer<List<ConsumerRecord<String, byte[]>>> handler) {
        long position = 0;
        int seen = -1;
        while (true) {
            if (seen != generation) {
                seen = generation;
                position = committed[partition];
            }
            var all = broker.partition(topic, partition);
            if (ownerOf(partition) != life || position == all.size()) {
                if (ownerOf(partition) == life) {
                    commit(partition, seen, position); // a lost one is made good
                }
                awaitMore();
                continue;
            }
            int size = 1 + world.below(LARGEST_BATCH);
            long end = Math.min(position + size, all.size());
            var batch = List.copyOf(all.subList((int) position, (int) end));
            if (mutant == Mutant.COMMITTED_BEFORE_EFFECT) {
                commit(partition, seen, end);
            }
            faults.tempt(life.node());
            if (handled(handler, batch)) {
                position = end;
                commit(partition, seen, end);
            } else {
                world.sleep(Duration.ofMillis(500)); // the same batch again
            }
        }
    }

    private boolean handled(
            Consumer<List<ConsumerRecord<String, byte[]>>> handler,
            List<ConsumerRecord<String, byte[]>> batch) {
        world.step("bus.batch", topic);
        try {
            handler.accept(batch);
            return true;
        } catch (RuntimeException e) {
            if (!isExpected.test(e)) {
                throw e;
            }
            return false;
        }
    }

    /** Refused when there was a rebalance meanwhile; lost commits are made good by later ones. */
    private void commit(int partition, int inGeneration, long offset) {
        if (inGeneration == generation && !faults.strikes(Fault.COMMIT_LOST)) {
            committed[partition] = Math.max(committed[partition], offset);
        }
    }

    private void awaitMore() {
        var more = new Promise<Boolean>();
        broker.whenMore(() -> world.after(world.latency(), () -> more.complete(true)));
        world.after(Duration.ofSeconds(5).toNanos(), () -> more.complete(true));
        more.await();
    }
}
