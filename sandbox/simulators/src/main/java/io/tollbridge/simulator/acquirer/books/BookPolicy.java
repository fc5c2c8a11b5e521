package io.tollbridge.simulator.acquirer.books;

import org.jspecify.annotations.Nullable;

/** What the books answer to an order, before anything is written. Pure. */
final class BookPolicy {

    /** The three ways an order can go. */
    sealed interface Decision {
        /** Write this answer and stand by it. */
        record Book(String responseCode) implements Decision {}

        /** Seen before: the answer is the booked one. */
        record Replay(Operation booked) implements Decision {}

        /** Answer this and write nothing. */
        record Refuse(String responseCode) implements Decision {}

        /** Not known: refuse, and never accept the original any more. */
        record Fence(String reference) implements Decision {}
    }

    private BookPolicy() {}

    static Decision decide(BookState books, Order order) {
        Operation booked = books.find(order.reference());
        if (booked != null) {
            return order.sameAs(booked)
                    ? new Decision.Replay(booked)
                    : new Decision.Refuse(ResponseCode.DUPLICATE_REFERENCE);
        }
        if (books.isFenced(order.reference())) {
            return new Decision.Refuse(ResponseCode.INVALID_TRANSACTION);
        }
        return switch (order.type()) {
            case AUTHORISATION, PURCHASE -> new Decision.Book(cardCode(order));
            case INCREMENT -> increment(books, order);
            case CAPTURE -> capture(books, order);
            case REFUND -> refund(books, order);
            case REVERSAL -> reversal(books, order);
        };
    }

    private static String cardCode(Order order) {
        boolean declinedLive =
                MagicAmount.of(order.amountMinor()) == MagicAmount.SUCCESS_ON_STATEMENT_ONLY;
        return declinedLive && order.cardCode().equals(ResponseCode.APPROVED)
                ? ResponseCode.DO_NOT_HONOR
                : order.cardCode();
    }

    private static Decision increment(BookState books, Order order) {
        Operation held = books.find(order.originalReference());
        return held == null
                ? new Decision.Refuse(ResponseCode.NOT_FOUND)
                : bookIf(isHeldAs(held, order), order);
    }

    private static Decision capture(BookState books, Order order) {
        Operation held = books.find(order.originalReference());
        if (held == null) {
            return new Decision.Refuse(ResponseCode.NOT_FOUND);
        }
        boolean allowed =
                isHeldAs(held, order)
                        && Math.addExact(held.capturedMinor(), order.amountMinor())
                                <= held.heldMinor();
        return bookIf(allowed, order);
    }

    private static boolean isHeldAs(Operation held, Order order) {
        return held.type() == OperationType.AUTHORISATION
                && held.stands()
                && names(order, held)
                && held.currency().equals(order.currency())
                && order.amountMinor() > 0;
    }

    private static Decision refund(BookState books, Order order) {
        Operation paid = books.find(order.originalReference());
        if (paid == null) {
            return new Decision.Refuse(ResponseCode.NOT_FOUND);
        }
        Operation root = books.root(paid);
        boolean allowed =
                paid.stands()
                        && root.stands()
                        && names(order, paid)
                        && paid.currency().equals(order.currency())
                        && order.amountMinor() > 0
                        && order.amountMinor() <= refundable(paid)
                        && order.amountMinor() <= refundable(root);
        if (allowed && CardPolicy.refusesRefunds(root.card())) {
            return new Decision.Book(ResponseCode.DO_NOT_HONOR);
        }
        return bookIf(allowed, order);
    }

    private static long refundable(Operation paid) {
        return switch (paid.type()) {
            case PURCHASE, CAPTURE -> paid.amountMinor() - paid.refundedMinor();
            case AUTHORISATION -> paid.capturedMinor() - paid.refundedMinor();
            case INCREMENT, REFUND, REVERSAL -> 0;
        };
    }

    private static Decision reversal(BookState books, Order order) {
        Operation original = books.find(order.originalReference());
        if (original == null) {
            return new Decision.Fence(String.valueOf(order.originalReference()));
        }
        if (!names(order, original) || original.type() == OperationType.REVERSAL) {
            return new Decision.Refuse(ResponseCode.INVALID_TRANSACTION);
        }
        if (!original.stands()) {
            return new Decision.Refuse(ResponseCode.APPROVED);
        }
        return reversible(books, original, order.replacementMinor())
                ? new Decision.Book(ResponseCode.APPROVED)
                : new Decision.Refuse(ResponseCode.INVALID_TRANSACTION);
    }

    private static boolean reversible(
            BookState books, Operation original, @Nullable Long replacementMinor) {
        if (replacementMinor != null) {
            return original.type() == OperationType.AUTHORISATION
                    && replacementMinor >= original.capturedMinor()
                    && replacementMinor < original.heldMinor();
        }
        return switch (original.type()) {
            case AUTHORISATION -> original.capturedMinor() == 0;
            case INCREMENT -> {
                Operation held = books.root(original);
                yield held.capturedMinor() <= held.heldMinor() - original.amountMinor();
            }
            case PURCHASE -> original.refundedMinor() == 0;
            case CAPTURE -> original.refundedMinor() == 0 && rootStillCovers(books, original);
            case REFUND -> true;
            case REVERSAL -> false;
        };
    }

    private static boolean rootStillCovers(BookState books, Operation capture) {
        Operation root = books.root(capture);
        return root.refundedMinor() <= root.capturedMinor() - capture.amountMinor();
    }

    /** DE90, where it is given, must carry the original's message type and trace number. */
    private static boolean names(Order order, Operation original) {
        String mti = order.originalMti();
        String stan = order.originalStan();
        return (mti == null || mti.equals(original.type().mti()))
                && (stan == null || stan.equals(original.stan()));
    }

    private static Decision bookIf(boolean allowed, Order order) {
        return new Decision.Book(allowed ? order.cardCode() : ResponseCode.INVALID_TRANSACTION);
    }
}
