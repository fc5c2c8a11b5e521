package io.tollbridge.simulator.acquirer.iso;

import com.solab.iso8583.IsoMessage;
import io.tollbridge.simulator.acquirer.books.CardPolicy;
import io.tollbridge.simulator.acquirer.books.OperationType;
import io.tollbridge.simulator.acquirer.books.Order;
import io.tollbridge.simulator.acquirer.books.ResponseCode;
import io.tollbridge.simulator.clock.BusinessClock;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Currency;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns a financial message into an {@link Order}. The card number goes no further than here. */
public final class OrderReader {

    private static final String PURCHASE_CODE = "000000";
    private static final String REFUND_CODE = "200000";
    private static final String CVV_TAG = "92";

    private static final Map<String, String> CURRENCY_BY_NUMBER =
            Currency.getAvailableCurrencies().stream()
                    .sorted(Comparator.comparing(Currency::getCurrencyCode))
                    .collect(
                            Collectors.toMap(
                                    currency -> String.format("%03d", currency.getNumericCode()),
                                    Currency::getCurrencyCode,
                                    (_, newer) -> newer));

    private static final Map<String, String> NUMBER_BY_CURRENCY =
            Currency.getAvailableCurrencies().stream()
                    .collect(
                            Collectors.toMap(
                                    Currency::getCurrencyCode,
                                    currency -> String.format("%03d", currency.getNumericCode())));

    /** A message that cannot be an order; {@code responseCode} says why. */
    static final class NotAnOrder extends Exception {
        private final String responseCode;

        NotAnOrder(String responseCode, String message) {
            super(message);
            this.responseCode = responseCode;
        }

        String responseCode() {
            return responseCode;
        }
    }

    private final BusinessClock clock;

    public OrderReader(BusinessClock clock) {
        this.clock = clock;
    }

    static String currencyNumber(String currency) {
        return NUMBER_BY_CURRENCY.getOrDefault(currency, "000");
    }

    Order read(IsoMessage message) throws NotAnOrder {
        OperationType type = typeOf(message);
        boolean reversal = type == OperationType.REVERSAL;
        String original = type.takesCard() ? null : required(message, 62);
        String amount = reversal ? optional(message, 4, "0") : required(message, 4);
        String currency = reversal ? optional(message, 49, "000") : required(message, 49);
        String original90 = IsoDialect.text(message, 90);
        if (original90 != null && original90.length() != 42) {
            throw new NotAnOrder(ResponseCode.FORMAT_ERROR, "DE90 must have 42 digits");
        }
        return new Order(
                type,
                reference(message, reversal ? original : null),
                original,
                original90 == null ? null : original90.substring(0, 4),
                original90 == null ? null : original90.substring(4, 10),
                currencyOf(currency, reversal),
                minor(amount, 4),
                replacement(message),
                type.takesCard() ? cardCode(message) : ResponseCode.APPROVED,
                CardPolicy.mask(optional(message, 2, "")),
                optional(message, 37, ""),
                required(message, 11),
                optional(message, 41, ""),
                optional(message, 42, ""));
    }

    private static OperationType typeOf(IsoMessage message) throws NotAnOrder {
        return switch (message.getType()) {
            case 0x0100 ->
                    IsoDialect.text(message, 62) == null
                            ? OperationType.AUTHORISATION
                            : OperationType.INCREMENT;
            case 0x0220 -> OperationType.CAPTURE;
            case 0x0400, 0x0401 -> OperationType.REVERSAL;
            case 0x0200 ->
                    switch (required(message, 3)) {
                        case PURCHASE_CODE -> OperationType.PURCHASE;
                        case REFUND_CODE -> OperationType.REFUND;
                        default ->
                                throw new NotAnOrder(
                                        ResponseCode.INVALID_TRANSACTION, "DE3 of a 0200");
                    };
            default -> throw new NotAnOrder(ResponseCode.INVALID_TRANSACTION, "message type");
        };
    }

    /**
     * A reversal may repeat the original's reference, or have none: it then gets one of its own.
     */
    private static String reference(IsoMessage message, @Nullable String reversed)
            throws NotAnOrder {
        if (reversed == null) {
            return required(message, 60);
        }
        String own = optional(message, 60, reversed);
        return own.equals(reversed) ? reversed + "#reversal" : own;
    }

    private static String currencyOf(String number, boolean reversal) throws NotAnOrder {
        String currency = CURRENCY_BY_NUMBER.get(number);
        if (currency == null && !reversal) {
            throw new NotAnOrder(ResponseCode.FORMAT_ERROR, "DE49: unknown currency " + number);
        }
        return currency == null ? "" : currency;
    }

    private static @Nullable Long replacement(IsoMessage message) throws NotAnOrder {
        String amounts = IsoDialect.text(message, 95);
        return amounts == null || amounts.length() < 12
                ? null
                : Long.valueOf(minor(amounts.substring(0, 12), 95));
    }

    private String cardCode(IsoMessage message) throws NotAnOrder {
        YearMonth thisMonth = YearMonth.from(clock.instant().atOffset(ZoneOffset.UTC));
        return CardPolicy.codeFor(
                required(message, 2), IsoDialect.text(message, 14), cvv(message), thisMonth);
    }

    /** DE48 is a run of tag (2), length (2), value; tag 92 is the CVV. */
    private static @Nullable String cvv(IsoMessage message) throws NotAnOrder {
        String additional = optional(message, 48, "");
        int at = 0;
        while (at + 4 <= additional.length()) {
            String tag = additional.substring(at, at + 2);
            int length = (int) minor(additional.substring(at + 2, at + 4), 48);
            int end = at + 4 + length;
            if (end > additional.length()) {
                throw new NotAnOrder(ResponseCode.FORMAT_ERROR, "DE48: a value is cut off");
            }
            if (tag.equals(CVV_TAG)) {
                return additional.substring(at + 4, end);
            }
            at = end;
        }
        return null;
    }

    private static long minor(String digits, int field) throws NotAnOrder {
        if (!digits.matches("[0-9]{1,12}")) {
            throw new NotAnOrder(ResponseCode.FORMAT_ERROR, "DE" + field + ": not digits");
        }
        return Long.parseLong(digits);
    }

    private static String required(IsoMessage message, int field) throws NotAnOrder {
        String value = IsoDialect.text(message, field);
        if (value == null) {
            throw new NotAnOrder(ResponseCode.FORMAT_ERROR, "DE" + field + " is missing");
        }
        return value;
    }

    private static String optional(IsoMessage message, int field, String otherwise) {
        String value = IsoDialect.text(message, field);
        return value == null ? otherwise : value;
    }
}
