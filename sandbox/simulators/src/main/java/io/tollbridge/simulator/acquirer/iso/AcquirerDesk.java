package io.tollbridge.simulator.acquirer.iso;

import com.solab.iso8583.IsoMessage;
import io.tollbridge.simulator.acquirer.books.Books;
import io.tollbridge.simulator.acquirer.books.MagicAmount;
import io.tollbridge.simulator.acquirer.books.Operation;
import io.tollbridge.simulator.acquirer.books.Order;
import io.tollbridge.simulator.acquirer.books.ResponseCode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one financial message, asks the books, and answers as magic amounts and faults allow. */
public final class AcquirerDesk {

    private static final Logger LOG = LoggerFactory.getLogger(AcquirerDesk.class);
    private static final int BURST_LENGTH = 2;
    private static final int BURSTS_MAX = 1_000;

    /** The link that a request came on. */
    interface Link {
        void send(IsoMessage answer);

        void hangUp();
    }

    private final IsoDialect dialect;
    private final OrderReader reader;
    private final Books books;
    private final Faults faults;
    private final CountDownLatch stopping;
    private final Map<String, Integer> bursts =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Integer> eldest) {
                    return size() > BURSTS_MAX;
                }
            };

    public AcquirerDesk(
            IsoDialect dialect,
            OrderReader reader,
            Books books,
            Faults faults,
            CountDownLatch stopping) {
        this.dialect = dialect;
        this.reader = reader;
        this.books = books;
        this.faults = faults;
        this.stopping = stopping;
    }

    void handle(IsoMessage request, Link link) {
        Faults.Fault fault = faults.next(String.format("%04x", request.getType()));
        if (stopsDuring(fault.delayMillis()) || fault.drop() == Faults.Drop.REQUEST) {
            return;
        }
        Delivery delivery = request.getType() == 0x0600 ? inquire(request) : order(request, fault);
        if (fault.disconnect()) {
            link.hangUp();
            return;
        }
        if (fault.drop() == Faults.Drop.ANSWER || stopsDuring(fault.replyAfterMillis())) {
            return;
        }
        int copies = delivery.copies() == 1 && fault.duplicate() ? 2 : delivery.copies();
        for (int i = 0; i < copies; i++) {
            link.send(delivery.answer());
        }
    }

    /** An answer and how often it is sent; zero copies is a timeout for the caller. */
    private record Delivery(IsoMessage answer, int copies) {}

    private Delivery inquire(IsoMessage request) {
        String reference = IsoDialect.text(request, 62);
        if (reference == null) {
            return new Delivery(dialect.answer(request, ResponseCode.FORMAT_ERROR), 1);
        }
        Operation found = books.find(reference);
        if (found == null) {
            return new Delivery(dialect.answer(request, ResponseCode.NOT_FOUND), 1);
        }
        IsoMessage answer = dialect.answer(request, ResponseCode.APPROVED);
        IsoDialect.set(answer, 4, String.format("%012d", found.amountMinor()));
        IsoDialect.set(answer, 49, OrderReader.currencyNumber(found.currency()));
        IsoDialect.set(answer, 62, found.responseCode() + "|" + found.status());
        if (found.authCode() != null) {
            IsoDialect.set(answer, 38, found.authCode());
        }
        return new Delivery(answer, 1);
    }

    private Delivery order(IsoMessage request, Faults.Fault fault) {
        try {
            Order order = reader.read(request);
            MagicAmount magic = magicOf(order);
            if (magic == MagicAmount.LOST) {
                return new Delivery(request, 0);
            }
            if (magic == MagicAmount.MALFUNCTION_BURST && inBurst(order)) {
                return new Delivery(dialect.answer(request, ResponseCode.SYSTEM_MALFUNCTION), 1);
            }
            String decline = fault.declineCode();
            Books.Answer booked = books.ask(decline == null ? order : order.declinedWith(decline));
            return answer(request, order, magic, booked);
        } catch (OrderReader.NotAnOrder refused) {
            LOG.warn(
                    "message_refused mti={} stan={} reason={}",
                    String.format("%04x", request.getType()),
                    IsoDialect.text(request, 11),
                    refused.getMessage());
            return new Delivery(dialect.answer(request, refused.responseCode()), 1);
        } catch (RuntimeException broken) {
            LOG.error("order_failed", broken);
            return new Delivery(dialect.answer(request, ResponseCode.SYSTEM_MALFUNCTION), 1);
        }
    }

    private Delivery answer(
            IsoMessage request, Order order, MagicAmount magic, Books.Answer booked) {
        IsoMessage answer = dialect.answer(request, booked.responseCode());
        if (booked.authCode() != null) {
            IsoDialect.set(answer, 38, booked.authCode());
        }
        boolean approved = booked.responseCode().equals(ResponseCode.APPROVED);
        if (!approved) {
            return new Delivery(answer, 1);
        }
        return switch (magic) {
            case BOOKED_NOT_ANSWERED -> new Delivery(answer, booked.first() ? 0 : 1);
            case ANSWERED_TWICE -> new Delivery(answer, 2);
            case AMOUNT_ALTERED_IN_ANSWER -> {
                IsoDialect.set(answer, 4, String.format("%012d", order.amountMinor() + 1));
                yield new Delivery(answer, 1);
            }
            case NONE,
                    LOST,
                    MISSING_FROM_STATEMENT,
                    FEE_DIFFERS_IN_STATEMENT,
                    SUCCESS_ON_STATEMENT_ONLY,
                    MALFUNCTION_BURST ->
                    new Delivery(answer, 1);
        };
    }

    private static MagicAmount magicOf(Order order) {
        MagicAmount magic = MagicAmount.of(order.amountMinor());
        return switch (order.type()) {
            case AUTHORISATION, INCREMENT, PURCHASE -> magic;
            case REFUND -> magic.forRefund();
            case CAPTURE, REVERSAL -> MagicAmount.NONE;
        };
    }

    /** By card and amount, because a retry may come under a new reference. */
    private boolean inBurst(Order order) {
        if (books.find(order.reference()) != null) {
            return false;
        }
        String key = order.card() + ":" + order.amountMinor() + ":" + order.currency();
        synchronized (bursts) {
            int sent = bursts.merge(key, 1, Math::addExact);
            if (sent > BURST_LENGTH) {
                bursts.remove(key);
                return false;
            }
            return true;
        }
    }

    private boolean stopsDuring(long millis) {
        if (millis <= 0) {
            return false;
        }
        try {
            return stopping.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
