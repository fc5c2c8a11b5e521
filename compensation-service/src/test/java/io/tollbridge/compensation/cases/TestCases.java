package io.tollbridge.compensation.cases;

import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.payments.AttemptView;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Cases for tests. */
public final class TestCases {

    public static final Instant SENT_AT = Instant.parse("2026-11-22T12:00:00Z");

    private TestCases() {}

    public static CaseSubject subject(String attempt, String operation) {
        return new CaseSubject(
                new PaymentId(attempt.replace("att_", "pay_")),
                new MerchantId("mch_1"),
                Mode.TEST,
                attempt(attempt, operation, "unknown"));
    }

    static CaseSubject voidSubject() {
        return new CaseSubject(
                new PaymentId("pay_void"),
                new MerchantId("mch_1"),
                Mode.TEST,
                undoing("att_void", "void", null));
    }

    /** An attempt to let a hold go, of which the whole amount is known or not. */
    public static AttemptView undoing(String id, String operation, @Nullable Money whole) {
        return new AttemptView(
                new AttemptId(id),
                "acquirer",
                operation,
                "unknown",
                Money.of(500, "EUR"),
                SENT_AT,
                new AttemptId("att_original"),
                SENT_AT,
                "authorise",
                null,
                null,
                null,
                null,
                null,
                null,
                whole);
    }

    public static AttemptView attempt(String id, String operation, String status) {
        return new AttemptView(
                new AttemptId(id),
                "acquirer",
                operation,
                status,
                Money.of(500, "EUR"),
                SENT_AT,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    public static ChannelAnswer answer(Verdict verdict) {
        return new ChannelAnswer(
                verdict, Money.of(500, "EUR"), "ref1", null, "00", null, null, null);
    }
}
