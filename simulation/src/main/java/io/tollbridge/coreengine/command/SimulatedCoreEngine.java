package io.tollbridge.coreengine.command;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.contracts.channels.ChannelApi;
import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.contracts.payments.ConfirmPayment;
import io.tollbridge.contracts.payments.CreatePayment;
import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.contracts.risk.RiskApi;
import io.tollbridge.coreengine.deadline.CassandraHoldDeadlines;
import io.tollbridge.coreengine.payment.RequestKey;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.simulation.world.Node;
import io.tollbridge.starter.aggregate.SimulatedOutbox;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.event.MirrorTable;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** core-engine, put together by its own configuration, in one life of a simulated node. */
public final class SimulatedCoreEngine {

    private static final byte[] SALT = {7};
    private static final Duration HOLDS_LAST = Duration.ofDays(7);

    private final PaymentService payments;
    private final HoldService holds;
    private final RefundService refunds;
    private final PaymentsApi siblings;

    /** What the service talks to. */
    public record Ports(
            CqlSession session,
            KafkaTemplate<String, byte[]> kafka,
            EventCodec codec,
            JsonMapper json,
            JsonMapper snapshots,
            ChannelApi channel,
            RiskApi risk,
            MirrorTable<MerchantChanged> merchants) {}

    /** Starts it; takes as long as its store needs. */
    public SimulatedCoreEngine(Node.Life life, InstantSource clock, Ports to) {
        var parts = new PaymentConfiguration();
        var aggregates =
                SimulatedOutbox.open(to.session, to.kafka, to.codec, PaymentStore.TABLE, life);
        var store = new PaymentStore(aggregates.store(), to.snapshots);
        var routing = parts.channelDirectory(to.channel);
        var turns = parts.turns();
        var attempts = parts.attempts(store, to.channel, to.merchants, turns, to.json, clock);
        var runner = parts.planRunner(store, attempts, turns, to.json, clock);
        var deadlines = new CassandraHoldDeadlines(to.session);
        payments =
                parts.paymentService(
                        to.session,
                        store,
                        parts.riskDesk(to.risk),
                        routing,
                        attempts,
                        runner,
                        new PaymentService.Settings(clock, deadlines, HOLDS_LAST, SALT));
        holds = parts.holdService(store, runner, clock);
        refunds = parts.refundService(runner, clock);
        siblings = new InternalPaymentController(payments, holds, store, to.json);
        aggregates.start();
    }

    /** Writes and reads payments as they are stored. */
    public static JsonMapper snapshots(JsonMapper json) {
        return PaymentConfiguration.snapshots(json);
    }

    /** An answer as it goes over HTTP. */
    public record Answer(int status, byte[] body) {}

    public PaymentsApi siblings() {
        return siblings;
    }

    public Answer create(MerchantId merchant, CreatePayment asked, RequestKey request) {
        return answer(payments.create(merchant, Mode.TEST, asked, request));
    }

    public Answer confirm(PaymentId id, ConfirmPayment asked, RequestKey request) {
        return answer(payments.confirm(id, asked, request));
    }

    public Answer capture(PaymentId id, @Nullable Long amount, RequestKey request) {
        return answer(holds.capture(id, amount, true, request));
    }

    public Answer cancel(PaymentId id, RequestKey request) {
        return answer(holds.cancel(id, "requested_by_customer", request));
    }

    public Answer refund(PaymentId id, @Nullable Long amount, RequestKey request) {
        return answer(refunds.refund(id, amount, null, request));
    }

    public PaymentView read(PaymentId id) {
        return PaymentViews.of(payments.read(id));
    }

    private static Answer answer(Reply reply) {
        return new Answer(reply.status(), reply.body());
    }
}
