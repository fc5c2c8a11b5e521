package io.tollbridge.settlement.batch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every order in which consumers can be handed an item, crash and be handed it again while its day
 * D and then the next day N close. The item must be in one batch, and what was sealed must be what
 * is in it. The variants that are known to be wrong are explored as well: a model that finds
 * nothing wrong with them is no proof of anything.
 */
class CutoffModelTest {

    private static final int CONSUMERS = 3;
    private static final int DAYS = 3; // D, N, and one that never closes

    enum Variant {
        /** Look whether the batch is open, then insert. */
        READ_THEN_INSERT,
        /** Insert if open, else try the next day. */
        CONDITIONAL_INSERT,
        /** Claim a day, insert if open, move the claim when the item is proven absent. */
        CLAIM,
        /** Ours: insert if open, else go to the next day when the item is proven absent. */
        WALK
    }

    /** What a consumer is about to do: {@code day} is where, {@code step} is what. */
    private record Consumer(String step, int day) {
        static final Consumer START = new Consumer("start", 0);
        static final Consumer DONE = new Consumer("done", 0);
    }

    /** {@code sealed} holds the count a closed day was sealed with, -1 while it is open. */
    private record World(
            List<Integer> sealed, List<Boolean> in, int claim, List<Consumer> consumers) {

        boolean open(int day) {
            return sealed.get(day) < 0;
        }

        World close(int day) {
            return new World(with(sealed, day, in.get(day) ? 1 : 0), in, claim, consumers);
        }

        World insert(int day) {
            return new World(sealed, with(in, day, true), claim, consumers);
        }

        World claim(int day) {
            return new World(sealed, in, day, consumers);
        }

        World then(int who, Consumer next) {
            return new World(sealed, in, claim, with(consumers, who, next));
        }

        boolean isOver() {
            return !open(0) && !open(1) && consumers.stream().allMatch(Consumer.DONE::equals);
        }

        boolean isWrong() {
            long times = in.stream().filter(there -> there).count();
            boolean sealsTrue = true;
            for (int day = 0; day < DAYS - 1; day++) {
                sealsTrue &= sealed.get(day) == (in.get(day) ? 1 : 0);
            }
            return times != 1 || !sealsTrue;
        }

        private static <T> List<T> with(List<T> list, int at, T value) {
            var copy = new ArrayList<>(list);
            copy.set(at, value);
            return List.copyOf(copy);
        }
    }

    @Test
    void insert_if_open_and_walk_on_when_absent_never_settles_twice_nor_loses() {
        assertThat(wrongEnds(Variant.WALK)).isZero();
    }

    @Test
    void claims_are_right_too_but_cost_a_conditional_write_more() {
        assertThat(wrongEnds(Variant.CLAIM)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"READ_THEN_INSERT", "CONDITIONAL_INSERT"})
    void the_model_finds_what_is_wrong_with_the_simpler_ways(Variant variant) {
        assertThat(wrongEnds(variant)).isPositive();
    }

    private static int wrongEnds(Variant variant) {
        var start =
                new World(
                        List.of(-1, -1, -1),
                        List.of(false, false, false),
                        -1,
                        List.of(Consumer.START, Consumer.START, Consumer.START));
        Set<World> seen = new HashSet<>(List.of(start));
        var queue = new ArrayDeque<>(seen);
        int wrong = 0;
        while (!queue.isEmpty()) {
            var world = queue.poll();
            if (world.isOver() && world.isWrong()) {
                wrong++;
            }
            for (var next : successors(world, variant)) {
                if (seen.add(next)) {
                    queue.add(next);
                }
            }
        }
        assertThat(seen.size()).isGreaterThan(50);
        return wrong;
    }

    private static List<World> successors(World world, Variant variant) {
        var next = new ArrayList<World>();
        for (int day = 0; day < DAYS - 1; day++) { // days close in any order, the last never
            if (world.open(day)) {
                next.add(world.close(day));
            }
        }
        for (int who = 0; who < CONSUMERS; who++) {
            var consumer = world.consumers().get(who);
            if (!consumer.equals(Consumer.DONE)) {
                next.add(world.then(who, Consumer.START)); // crash, handed out again
                step(world, who, consumer, variant, next);
            }
        }
        return next;
    }

    private static void step(World world, int who, Consumer at, Variant variant, List<World> next) {
        switch (variant) {
            case READ_THEN_INSERT -> {
                if (at.step().equals("start")) {
                    next.add(world.then(who, new Consumer("insert", firstOpen(world))));
                } else {
                    next.add(world.insert(at.day()).then(who, Consumer.DONE));
                }
            }
            case CONDITIONAL_INSERT -> {
                int day = firstOpen(world);
                next.add(world.insert(day).then(who, Consumer.DONE));
                next.add(world.insert(day).then(who, Consumer.START)); // applied, never heard of
            }
            case CLAIM -> claim(world, who, at, next);
            case WALK -> walk(world, who, at, next);
        }
    }

    private static void claim(World world, int who, Consumer at, List<World> next) {
        if (at.step().equals("start")) {
            int day = world.claim() < 0 ? firstOpen(world) : world.claim();
            next.add(world.claim(day).then(who, new Consumer("claimed", day)));
        } else if (world.open(at.day())) {
            next.add(world.insert(at.day()).then(who, Consumer.DONE));
            next.add(world.insert(at.day()).then(who, Consumer.START));
        } else if (world.in().get(at.day())) {
            next.add(world.then(who, Consumer.DONE));
        } else {
            int day = world.claim() == at.day() ? at.day() + 1 : world.claim();
            next.add(world.claim(day).then(who, new Consumer("claimed", day)));
        }
    }

    /** Insert and the two reads after a refusal are steps of their own: others come between. */
    private static void walk(World world, int who, Consumer at, List<World> next) {
        int day = at.day();
        switch (at.step()) {
            case "start" -> {
                if (world.open(day) && !world.in().get(day)) {
                    next.add(world.insert(day).then(who, Consumer.DONE));
                    next.add(world.insert(day).then(who, new Consumer("refused", day)));
                } else {
                    next.add(world.then(who, new Consumer("refused", day)));
                }
            }
            case "refused" -> {
                String closed = world.open(day) ? "look while open" : "look when closed";
                next.add(world.then(who, new Consumer(closed, day)));
            }
            case "look while open" -> {
                var again = world.in().get(day) ? Consumer.DONE : new Consumer("start", day);
                next.add(world.then(who, again));
            }
            case "look when closed" -> {
                var on = world.in().get(day) ? Consumer.DONE : new Consumer("start", day + 1);
                next.add(world.then(who, on));
            }
            default -> throw new IllegalStateException(at.step());
        }
    }

    private static int firstOpen(World world) {
        int day = 0;
        while (!world.open(day)) {
            day++;
        }
        return day;
    }
}
