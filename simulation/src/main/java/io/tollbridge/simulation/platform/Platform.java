package io.tollbridge.simulation.platform;

import io.tollbridge.compensation.CompensationApplication;
import io.tollbridge.compensation.cases.SimulatedCases;
import io.tollbridge.compensation.watch.SimulatedWatch;
import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.channels.LateAnswer;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.coreengine.CoreEngineApplication;
import io.tollbridge.coreengine.command.SimulatedCoreEngine;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.simulation.bus.Broker;
import io.tollbridge.simulation.bus.ConsumerGroup;
import io.tollbridge.simulation.bus.SimulatedProducer;
import io.tollbridge.simulation.channel.Books;
import io.tollbridge.simulation.channel.ChannelLink;
import io.tollbridge.simulation.channel.RiskLink;
import io.tollbridge.simulation.store.Schema;
import io.tollbridge.simulation.store.SimulatedSession;
import io.tollbridge.simulation.store.Tables;
import io.tollbridge.simulation.world.Faults;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.simulation.world.World;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.event.EventPublisher;
import io.tollbridge.starter.event.EventSubscription;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.event.OutgoingEvent;
import io.tollbridge.starter.event.SimulatedEvents;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** All that runs, and what it runs on. */
public final class Platform {

    public static final MerchantId MERCHANT = new MerchantId("mch_0001");

    private static final Schema PAYMENTS = Schema.of(CoreEngineApplication.class);
    private static final Schema CASES = Schema.of(CompensationApplication.class);
    private static final Duration RESTART = Duration.ofSeconds(3);
    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(6);

    /** Sees every conditional write and every record as it happens. */
    public interface Observer extends Tables.Observer, Consumer<ConsumerRecord<String, byte[]>> {}

    private final World world;
    private final Faults faults;
    private final Mutant mutant;
    private final Tables payments;
    private final Tables cases;
    private final Broker broker;
    private final Books books;
    private final ConsumerGroup attempts;
    private final ConsumerGroup lateAnswers;
    private final List<Node> coreEngines = new ArrayList<>();
    private final List<Node> compensations = new ArrayList<>();
    private final List<BusinessClock> clocks = new ArrayList<>();
    private final CoreCalls core;
    private long businessOffsetMillis;

    public Platform(World world, Faults faults, Mutant mutant, Observer observer) {
        this.world = world;
        this.faults = faults;
        this.mutant = mutant;
        payments = new Tables(PAYMENTS, observer);
        cases = new Tables(CASES, observer);
        broker = new Broker(world, observer);
        books = new Books(world, mutant);
        attempts = group(Topics.PAYMENTS);
        lateAnswers = group(Topics.CHANNEL_OUTCOMES);
        for (int i = 1; i <= 2; i++) {
            coreEngines.add(node("core-engine-" + i, i));
            compensations.add(node("compensation-" + i, 10 + i));
        }
        core = new CoreCalls(world, faults, coreEngines);
    }

    private ConsumerGroup group(String topic) {
        return new ConsumerGroup(world, broker, topic, faults, mutant, Expected::test);
    }

    private Node node(String name, int number) {
        var skew = Duration.ofMillis(world.below(4000) - 2000L);
        return new Node(world, name, number, skew, Expected::test);
    }

    // ---- what others look at

    public Tables payments() {
        return payments;
    }

    public Tables cases() {
        return cases;
    }

    public Books books() {
        return books;
    }

    public CoreCalls core() {
        return core;
    }

    public List<Node> nodes() {
        var all = new ArrayList<>(coreEngines);
        all.addAll(compensations);
        return all;
    }

    public boolean isConsumed() {
        return attempts.isCaughtUp() && lateAnswers.isCaughtUp();
    }

    // ---- what is done to it

    /** Starts what is down. */
    public void startAll() {
        nodes().stream().filter(node -> !node.isStarted()).forEach(this::start);
    }

    public void start(Node node) {
        var life = node.start();
        var clock = new BusinessClock(life.clock());
        clock.follow(businessOffsetMillis);
        clocks.add(clock);
        life.spawn(
                "start",
                () -> {
                    try {
                        if (coreEngines.contains(node)) {
                            core.serves(life, coreEngine(life, clock));
                        } else {
                            compensation(life, clock);
                            life.serves();
                        }
                    } catch (RuntimeException e) {
                        if (!Expected.test(e)) {
                            throw e;
                        }
                        crash(node); // a supervisor sees it exit
                    }
                });
    }

    /** Kills a node; it is started again after a while. */
    public void crash(Node node) {
        if (!node.isStarted()) {
            return;
        }
        node.crash();
        world.after(
                RESTART.toNanos() + world.latency(),
                () -> {
                    if (!node.isStarted()) {
                        start(node);
                    }
                });
        world.after(SESSION_TIMEOUT.toNanos(), this::rebalance);
    }

    public void rebalance() {
        attempts.rebalance();
        lateAnswers.rebalance();
    }

    /** Moves the business clock of all services forward, as operations does. */
    public void advance(Duration by) {
        businessOffsetMillis += by.toMillis();
        clocks.forEach(clock -> clock.follow(businessOffsetMillis));
    }

    // ---- how it is put together

    private SimulatedCoreEngine coreEngine(Node.Life life, BusinessClock clock) {
        var session = new SimulatedSession(payments, life, faults, mutant);
        if (mutant == Mutant.PUBLISHED_BEFORE_COMMIT) {
            session.beforeBatch(new EarlyNews(broker)::publish);
        }
        return new SimulatedCoreEngine(
                life,
                clock,
                new SimulatedCoreEngine.Ports(
                        session,
                        new SimulatedProducer(broker, life, faults),
                        Json.CODEC,
                        Json.MAPPER,
                        Json.SNAPSHOTS,
                        channel(),
                        new RiskLink(world, faults),
                        merchants()));
    }

    private void compensation(Node.Life life, BusinessClock clock) {
        var session = new SimulatedSession(cases, life, faults, mutant);
        var toCore = new PaymentsLink(core);
        var publisher = new EventPublisher(new SimulatedProducer(broker, life, faults), Json.CODEC);
        var opened =
                new SimulatedCases(
                        life,
                        new SimulatedCases.Ports(
                                session, Json.MAPPER, channel(), toCore, publisher, clock));
        var watch = new SimulatedWatch(life, session, Json.MAPPER, toCore, clock, opened.service());
        join(attempts, life, watch.attempts());
        join(lateAnswers, life, opened.lateAnswers());
    }

    private static void join(ConsumerGroup group, Node.Life life, EventSubscription subscription) {
        group.join(life, batch -> SimulatedEvents.deliver(subscription, Json.CODEC, batch));
    }

    private ChannelLink channel() {
        return new ChannelLink(world, books, faults, mutant, this::tellLate);
    }

    private void tellLate(LateAnswer late) {
        String reference = late.reference().value();
        long sequence = late.answer().verdict().name().equals("REVERSED") ? 2 : 1;
        broker.append(
                Json.CODEC.encode(
                        new OutgoingEvent(
                                late,
                                reference,
                                reference + ":" + sequence,
                                sequence,
                                world.instant())));
    }

    private static MirrorTable<MerchantChanged> merchants() {
        var shop =
                new MerchantProfile(
                        MERCHANT, "Shop", "DE", "5999", "UTC", "00:00", "active", List.of(),
                        List.of(), null, 1);
        return SimulatedEvents.mirror(
                MerchantChanged.class, Map.of(MERCHANT.value(), new MerchantChanged(shop)));
    }
}
