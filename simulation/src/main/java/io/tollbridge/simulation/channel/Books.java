package io.tollbridge.simulation.channel;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.Money;
import io.tollbridge.simulation.world.Mutant;
import io.tollbridge.simulation.world.World;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The channel's own books: who owes whom what, whatever we believe. */
public final class Books {

    /** One operation as it stands. */
    public static final class Entry {
        public final AttemptId reference;
        public final String operation;
        public final Money amount;
        public final boolean approved;
        private final @Nullable Entry original;
        private boolean reversed;
        private long captured;
        private long released;
        private long refunded;

        private Entry(
                AttemptId reference,
                String operation,
                Money amount,
                boolean approved,
                @Nullable Entry original) {
            this.reference = reference;
            this.operation = operation;
            this.amount = amount;
            this.approved = approved;
            this.original = original;
        }

        public boolean stands() {
            return approved && !reversed;
        }

        public boolean isReversed() {
            return reversed;
        }

        public boolean opensPayment() {
            return original == null;
        }

        private boolean allows(String followUp, Money more) {
            long moved = followUp.equals("refund") ? refunded : captured + released;
            return stands() && root().stands() && moved + more.minorUnits() <= amount.minorUnits();
        }

        private Entry root() {
            return original == null ? this : original.root();
        }
    }

    private final World world;
    private final Mutant mutant;
    private final Map<AttemptId, Entry> entries = new LinkedHashMap<>();
    private final Set<AttemptId> fenced = new HashSet<>();

    public Books(World world, Mutant mutant) {
        this.world = world;
        this.mutant = mutant;
    }

    public Collection<Entry> entries() {
        return entries.values();
    }

    public @Nullable Entry find(AttemptId reference) {
        return entries.get(reference);
    }

    /** Books an authorisation or purchase; null when it was fenced off before it came. */
    @Nullable Entry open(AttemptId reference, String operation, Money amount, boolean declines) {
        Entry there = entries.get(reference);
        if (there != null || fenced.contains(reference)) {
            return there;
        }
        return book(new Entry(reference, operation, amount, !declines, null));
    }

    /**
     * Books a capture, release or refund of an operation; null when it was fenced off before it
     * came.
     */
    @Nullable Entry follow(
            AttemptId reference,
            String operation,
            Money amount,
            AttemptId original,
            boolean declines) {
        Entry there = entries.get(reference);
        if (there != null || fenced.contains(reference)) {
            return there;
        }
        Entry followed = entries.get(original);
        boolean allowed = followed != null && followed.allows(operation, amount);
        var entry = new Entry(reference, operation, amount, allowed && !declines, followed);
        count(entry, amount.minorUnits());
        return book(entry);
    }

    private Entry book(Entry entry) {
        entries.put(entry.reference, entry);
        if (entry.approved && entry.opensPayment()) {
            entry.reference.payment().ifPresent(this::mustBeTheOnlyCharge);
        }
        return entry;
    }

    /** At most one operation that opens a payment stands at any time, whichever way it came. */
    private void mustBeTheOnlyCharge(Object payment) {
        long standing =
                entries.values().stream()
                        .filter(entry -> entry.opensPayment() && entry.stands())
                        .filter(entry ->
                                entry.reference.payment().stream().anyMatch(payment::equals))
                        .count();
        if (standing > 1) {
            world.violated(payment + " is charged " + standing + " times at once");
        }
    }

    private static void count(Entry entry, long minorUnits) {
        if (!entry.approved) {
            return;
        }
        Entry followed = Objects.requireNonNull(entry.original);
        switch (entry.operation) {
            case "capture" -> followed.captured += minorUnits;
            case "release" -> followed.released += minorUnits;
            default -> followed.refunded += minorUnits;
        }
    }

    /**
     * Undoes an operation, or fences it off when it has not come; false when it cannot be undone.
     */
    boolean reverse(AttemptId reference) {
        Entry entry = entries.get(reference);
        if (entry == null) {
            if (mutant != Mutant.REVERSAL_IS_NO_FENCE) {
                fenced.add(reference);
            }
            return true;
        }
        if (!entry.stands()) {
            return true;
        }
        if (entry.captured > 0 || entry.refunded > 0) {
            return false;
        }
        entry.reversed = true;
        if (entry.original != null) {
            count(entry, -entry.amount.minorUnits());
        }
        return true;
    }
}
