package io.tollbridge.settlement.batch;

import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Names a batch. Its public id says the same: {@code sb_20261122EURt_<merchant>}. */
record BatchKey(MerchantId merchant, Mode mode, Currency currency, LocalDate date) {

    private static final String PREFIX = "sb_";
    private static final DateTimeFormatter DATE = DateTimeFormatter.BASIC_ISO_DATE;
    private static final int HEAD = 13; // 20261122EURt_

    String id() {
        return PREFIX
                + DATE.format(date)
                + currency.code()
                + (mode.isLive() ? "l_" : "t_")
                + merchant.value().substring(MerchantId.PREFIX.length());
    }

    BatchKey next() {
        return new BatchKey(merchant, mode, currency, date.plusDays(1));
    }

    /** The batch of a public id; empty when it is none. */
    static Optional<BatchKey> parse(String id) {
        if (!id.startsWith(PREFIX) || id.length() <= PREFIX.length() + HEAD) {
            return Optional.empty();
        }
        String head = id.substring(PREFIX.length());
        try {
            var key =
                    new BatchKey(
                            new MerchantId(MerchantId.PREFIX + head.substring(HEAD)),
                            head.charAt(11) == 'l' ? Mode.LIVE : Mode.TEST,
                            Currency.of(head.substring(8, 11)),
                            LocalDate.parse(head.substring(0, 8), DATE));
            return key.id().equals(id) ? Optional.of(key) : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
