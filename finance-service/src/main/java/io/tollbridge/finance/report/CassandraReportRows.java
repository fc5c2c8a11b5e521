package io.tollbridge.finance.report;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.ledger.JournalPosted;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.settlements.SettlementClosed;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.finance.report.Revenue.Hour;
import io.tollbridge.finance.report.Revenue.Kind;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.starter.cassandra.PartitionWrites;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** From events to rows. */
@Component
class CassandraReportRows {

    private final CqlSession session;
    private final Mode mode;
    private final CassandraSettlementStore settlements;
    private final CassandraUnsettledStore unsettled;
    private final CassandraRevenueStore revenue;

    CassandraReportRows(
            CqlSession session,
            @Value("${tollbridge.mode}") String mode,
            CassandraSettlementStore settlements,
            CassandraUnsettledStore unsettled,
            CassandraRevenueStore revenue) {
        this.session = session;
        this.mode = Mode.ofWire(mode);
        this.settlements = settlements;
        this.unsettled = unsettled;
        this.revenue = revenue;
    }

    Writes writes() {
        return new Writes();
    }

    /** The rows of one batch. */
    final class Writes {

        private final PartitionWrites writes = new PartitionWrites();

        void journal(JournalPosted journal) {
            MerchantPosting.of(journal).ifPresent(posting -> posting(journal, posting));
            for (Revenue.Line line : Revenue.lines(journal)) {
                writes.add(List.of("line", line.hour()), revenue.insert(line));
                day(line.hour());
            }
        }

        private void posting(JournalPosted journal, MerchantPosting posting) {
            var merchant = Objects.requireNonNull(journal.merchantId());
            var day = journal.period();
            writes.add(posting.payment(), settlements.insert(posting));
            writes.add(List.of(merchant, day, "day"), unsettled.insert(merchant, day, posting));
        }

        void item(SettlementItemAdded item, String eventId, Instant at) {
            if (item.mode() != mode) {
                return;
            }
            var row = SettlementItem.of(item, eventId);
            writes.add(List.of(row.merchant(), row.date()), settlements.insert(row));
            writes.add(List.of(row.payment(), "items"), unsettled.insert(row));
            figure(Kind.FEES, item.fee(), eventId, at);
        }

        void closed(SettlementClosed batch) {
            if (batch.mode() == mode) {
                writes.add(batch.batchId(), settlements.insert(batch));
            }
        }

        void matched(LineMatched line, String eventId, Instant at) {
            figure(Kind.CHANNEL_COST, line.fee(), eventId, at);
        }

        private void figure(Kind kind, Money amount, String eventId, Instant at) {
            if (!amount.isZero()) {
                var hour = Hour.of(amount.currency().code(), at);
                var item = new Revenue.Item(hour, kind, eventId, amount.minorUnits());
                writes.add(List.of("figure", hour), revenue.insert(item));
                day(hour);
            }
        }

        private void day(Hour hour) {
            writes.addOnce(List.of("day", hour.day(), hour.currency()), revenue.insertDay(hour));
        }

        void execute() {
            writes.execute(session);
        }
    }
}
