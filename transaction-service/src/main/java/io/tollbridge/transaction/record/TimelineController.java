package io.tollbridge.transaction.record;

import io.tollbridge.kernel.PaymentId;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import io.tollbridge.transaction.record.TimelineText.Entry;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** One payment's story, for its merchant and for operators. */
@RestController
class TimelineController {

    private final CassandraRecordReader reader;
    private final JsonMapper json;

    TimelineController(CassandraRecordReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    @GetMapping("/v1/transactions/{payment}/timeline")
    ListView<Entry> read(Caller caller, @PathVariable PaymentId payment) {
        var entries =
                reader.timeline(payment.value()).stream()
                        .filter(row -> maySee(caller, row))
                        .map(row -> TimelineText.entry(row, json.readTree(row.body())))
                        .toList();
        if (entries.isEmpty()) {
            throw ProblemException.notFound("payment", payment.value());
        }
        return ListView.of("/v1/transactions/" + payment + "/timeline", entries, null);
    }

    private static boolean maySee(Caller caller, TimelineRow row) {
        return caller.isOperator()
                || (row.merchantId().equals(caller.merchant()) && row.mode() == caller.mode());
    }
}
