package io.tollbridge.simulation.world;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** How often each thing goes wrong in a run: some often, some never, drawn at its start. */
public final class Faults {

    /** What can go wrong at a port. */
    public enum Fault {
        WRITE_LOST,
        WRITE_UNACKNOWLEDGED,
        WRITE_LATE,
        READ_FAILED,
        READ_STALE,
        CALL_REFUSED,
        CALL_LOST,
        ANSWER_LOST,
        SEND_REFUSED,
        SEND_LOST,
        SEND_UNACKNOWLEDGED,
        SEND_SLOW,
        COMMIT_LOST,
        CHANNEL_NOT_SENT,
        CHANNEL_REQUEST_LOST,
        CHANNEL_REQUEST_LATE,
        CHANNEL_ANSWER_LOST,
        CHANNEL_ANSWER_LATE,
        CHANNEL_ANSWER_GARBLED,
        CHANNEL_DECLINES,
        CHANNEL_FORGETFUL,
        RISK_AWAY
    }

    private static final List<Double> RATES = List.of(0.0, 0.0, 0.01, 0.03, 0.1, 0.25);

    private final World world;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final double temptation;
    private Consumer<Node> crash = _ -> {};
    private boolean off;

    public Faults(World world) {
        this.world = world;
        for (Fault fault : Fault.values()) {
            rates.put(fault, world.oneOf(RATES));
        }
        temptation = world.oneOf(RATES);
    }

    /** How a node is killed at a bad moment. */
    public void killWith(Consumer<Node> way) {
        crash = way;
    }

    /** This is a bad moment for a node to die; sometimes it does. */
    public void tempt(Node node) {
        tempt(node, temptation);
    }

    /** This is about the worst moment. */
    public void temptBadly(Node node) {
        tempt(node, Math.max(temptation, 0.7));
    }

    private void tempt(Node node, double probability) {
        if (!off && world.chance(probability)) {
            world.after(world.latency(), () -> crash.accept(node));
        }
    }

    public boolean strikes(Fault fault) {
        return !off && world.chance(rates.getOrDefault(fault, 0.0));
    }

    /** From now on everything works. */
    public void end() {
        off = true;
    }
}
