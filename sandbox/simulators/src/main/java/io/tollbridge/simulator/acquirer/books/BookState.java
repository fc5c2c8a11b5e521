package io.tollbridge.simulator.acquirer.books;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The books in memory, built from their lines only. Not safe for threads: {@link Books} is. */
public final class BookState {

    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Set<String> fenced = new HashSet<>();
    private final Map<String, Funding> fundings = new LinkedHashMap<>();
    private final SortedMap<String, Long> carried = new TreeMap<>();
    private @Nullable LocalDate closedThrough;

    public @Nullable Operation find(@Nullable String reference) {
        return reference == null ? null : operations.get(reference);
    }

    boolean isFenced(String reference) {
        return fenced.contains(reference);
    }

    public @Nullable LocalDate closedThrough() {
        return closedThrough;
    }

    public List<Operation> operations() {
        return new ArrayList<>(operations.values());
    }

    public List<Funding> fundings() {
        return new ArrayList<>(fundings.values());
    }

    /** Negative nets per currency that wait for a better day. */
    public SortedMap<String, Long> carried() {
        return new TreeMap<>(carried);
    }

    /** The authorisation or purchase that an operation belongs to. */
    Operation root(Operation operation) {
        Operation original = find(operation.originalReference());
        return original == null ? operation : root(original);
    }

    void apply(BookLine line) {
        switch (line) {
            case BookLine.Booked(Operation operation) -> book(operation);
            case BookLine.Fenced(String reference, _) -> fenced.add(reference);
            case BookLine.DayClosed(LocalDate date, Map<String, Long> net, _) -> close(date, net);
            case BookLine.Funded(String id, _) ->
                    fundings.computeIfPresent(id, (_, due) -> due.asSent());
        }
    }

    private void book(Operation operation) {
        if (operations.putIfAbsent(operation.reference(), operation) != null) {
            throw new IllegalStateException("booked twice: " + operation.reference());
        }
        Operation original = find(operation.originalReference());
        if (!operation.approved() || original == null) {
            return;
        }
        switch (operation.type()) {
            case AUTHORISATION, PURCHASE -> {}
            case INCREMENT -> addHeld(original, operation.amountMinor());
            case CAPTURE -> addCaptured(original, operation.amountMinor());
            case REFUND -> addRefunded(original, operation.amountMinor());
            case REVERSAL -> reverse(original, operation);
        }
    }

    private void reverse(Operation original, Operation reversal) {
        if (original.type() == OperationType.AUTHORISATION
                && reversal.amountMinor() < original.heldMinor()) {
            long left = Math.subtractExact(original.heldMinor(), reversal.amountMinor());
            replace(original.reference(), held -> held.withHeld(left));
            return;
        }
        replace(original.reference(), undone -> undone.reversed(reversal.businessDate()));
        Operation parent = find(original.originalReference());
        if (parent == null) {
            return;
        }
        if (original.type() == OperationType.INCREMENT) {
            addHeld(parent, Math.negateExact(original.amountMinor()));
        } else if (original.type() == OperationType.CAPTURE) {
            addCaptured(parent, Math.negateExact(original.amountMinor()));
        } else if (original.type() == OperationType.REFUND) {
            addRefunded(parent, Math.negateExact(original.amountMinor()));
        }
    }

    private void addHeld(Operation authorisation, long minor) {
        replace(
                authorisation.reference(),
                held -> held.withHeld(Math.addExact(held.heldMinor(), minor)));
    }

    private void addCaptured(Operation authorisation, long minor) {
        replace(
                authorisation.reference(),
                held -> held.withCaptured(Math.addExact(held.capturedMinor(), minor)));
    }

    /** A refund counts on what it names and on the payment behind it. */
    private void addRefunded(Operation named, long minor) {
        UnaryOperator<Operation> add =
                paid -> paid.withRefunded(Math.addExact(paid.refundedMinor(), minor));
        replace(named.reference(), add);
        Operation root = root(named);
        if (!root.reference().equals(named.reference())) {
            replace(root.reference(), add);
        }
    }

    private void replace(String reference, UnaryOperator<Operation> change) {
        operations.computeIfPresent(reference, (_, operation) -> change.apply(operation));
    }

    private void close(LocalDate date, Map<String, Long> net) {
        closedThrough = date;
        net.forEach((currency, minor) -> {
            long payable = Math.addExact(minor, carried.getOrDefault(currency, 0L));
            if (payable > 0) {
                Funding due = Funding.due(date, currency, payable);
                fundings.put(due.id(), due);
                carried.remove(currency);
            } else {
                carried.put(currency, payable);
            }
        });
    }
}
