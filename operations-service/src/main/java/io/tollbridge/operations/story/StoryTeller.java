package io.tollbridge.operations.story;

import io.tollbridge.contracts.Topics;
import io.tollbridge.contracts.reconciliation.LineMatched;
import io.tollbridge.contracts.settlements.SettlementItemAdded;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.operations.section.Section;
import io.tollbridge.operations.story.LiveSections.LivePayment;
import io.tollbridge.operations.story.StoryView.Moment;
import io.tollbridge.operations.story.StoryView.Told;
import io.tollbridge.starter.event.EventCodec;
import io.tollbridge.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Service;
import tools.jackson.databind.json.JsonMapper;

/** Puts a story together: what was kept, what is live, and which parts are missing. */
@Service
class StoryTeller {

    private static final String CORE_ENGINE = "core_engine";
    private static final String WEBHOOKS = "webhooks";
    private static final String ITEM = EventCodec.typeOf(SettlementItemAdded.class).value();
    private static final String MATCHED = EventCodec.typeOf(LineMatched.class).value();
    private static final Map<String, String> SECTIONS = sections();

    private final CassandraStoryStore store;
    private final LiveSections live;
    private final JsonMapper json;

    /** Whose payment it is. */
    private record Owner(MerchantId merchant, Mode mode) {}

    StoryTeller(CassandraStoryStore store, LiveSections live, JsonMapper json) {
        this.store = store;
        this.live = live;
        this.json = json;
    }

    /** The story of a payment; 404 when nobody knows it, 503 when who would know is away. */
    StoryView tell(PaymentId payment) {
        var lines = store.read(payment.value());
        var core = live.coreEngine(payment);
        if (lines.isEmpty() && core.data() == null) {
            throw core.isMissing()
                    ? ProblemException.unavailable(
                            "core_engine_unavailable",
                            "nothing was told of it here, and core-engine does not answer",
                            Duration.ofSeconds(2))
                    : ProblemException.notFound("payment", payment.value());
        }
        return tell(payment, withMoneyOut(lines), core);
    }

    List<StoryView> find(String kind, String reference) {
        return store.find(kind, reference).stream().map(PaymentId::new).map(this::tell).toList();
    }

    /** The story that an attempt belongs to, when there is such an attempt in it. */
    List<StoryView> findAttempt(String attempt) {
        String word = json.writeValueAsString(attempt);
        return References.paymentOfAttempt(attempt).stream()
                .filter(payment ->
                        store.read(payment).stream().anyMatch(line -> text(line).contains(word)))
                .map(PaymentId::new)
                .map(this::tell)
                .toList();
    }

    private StoryView tell(PaymentId payment, List<StoryLine> lines, Section core) {
        var sections = new LinkedHashMap<String, Section>();
        sections.put(CORE_ENGINE, core);
        SECTIONS.forEach((topic, name) -> sections.put(name, Section.of(told(topic, lines))));
        sections.put(
                WEBHOOKS,
                owner(core, lines)
                        .map(owner -> live.webhooks(owner.merchant, owner.mode, payment))
                        .orElseGet(() -> Section.missing("its merchant is not known here yet")));
        var missing = Section.missingIn(sections);
        return new StoryView(
                "payment_story",
                payment.value(),
                missing.isEmpty(),
                missing,
                lines.stream().map(StoryTeller::moment).toList(),
                sections);
    }

    /**
     * Adds the batches its items are in, the payouts those batches went out with, and the banks'
     * word for both: that the channel paid for the day, and that the payout has left.
     */
    private List<StoryLine> withMoneyOut(List<StoryLine> lines) {
        var all = new LinkedHashMap<String, StoryLine>();
        add(all, lines);
        for (StoryLine line : lines) {
            if (line.type().equals(MATCHED)) {
                var matched = json.readValue(line.body(), LineMatched.class);
                add(all, store.read(References.ofFunding(matched.channel(), matched.date())));
            }
            if (!line.type().equals(ITEM)) {
                continue;
            }
            var item = json.readValue(line.body(), SettlementItemAdded.class);
            var batches =
                    store.closed(
                            item.merchantId(),
                            item.mode(),
                            item.settlementDate(),
                            item.net().currency().code());
            for (var batch : batches) {
                add(all, List.of(batch.line()));
                add(all, store.read(References.ofBatch(batch.batchId())));
                var payouts = store.payouts(batch.batchId());
                add(all, payouts);
                for (StoryLine paid : payouts) {
                    String id = json.readTree(paid.body()).path("payout").path("id").asString("");
                    add(all, store.read(References.ofPayout(id)));
                }
            }
        }
        return all.values().stream().sorted(StoryLine.IN_TIME).toList();
    }

    private static void add(Map<String, StoryLine> all, List<StoryLine> lines) {
        lines.forEach(line -> all.put(line.topic() + " " + line.eventId(), line));
    }

    private List<Told> told(String topic, List<StoryLine> lines) {
        return lines.stream()
                .filter(line -> line.topic().equals(topic))
                .map(line ->
                        new Told(
                                line.eventId(),
                                line.type(),
                                line.at(),
                                line.sequence(),
                                json.readTree(line.body())))
                .toList();
    }

    private Optional<Owner> owner(Section core, List<StoryLine> lines) {
        if (core.data() instanceof LivePayment(var payment, _)) {
            return Optional.of(owner(payment.merchantId(), payment.livemode()));
        }
        return lines.stream()
                .filter(line -> line.topic().equals(Topics.PAYMENTS))
                .findFirst()
                .map(line -> json.readValue(line.body(), PaymentFacts.class).payment())
                .map(facts -> owner(new MerchantId(facts.merchantId()), facts.livemode()));
    }

    private static Owner owner(MerchantId merchant, boolean livemode) {
        return new Owner(merchant, livemode ? Mode.LIVE : Mode.TEST);
    }

    private static Moment moment(StoryLine line) {
        String section = Objects.requireNonNull(SECTIONS.get(line.topic()));
        return new Moment(line.at(), section, line.type(), line.eventId());
    }

    private static String text(StoryLine line) {
        return new String(line.body(), StandardCharsets.UTF_8);
    }

    /** Topics by the name of their section, in the order of a payment's way. */
    private static Map<String, String> sections() {
        var sections = new LinkedHashMap<String, String>();
        for (String topic :
                List.of(
                        Topics.CHECKOUT,
                        Topics.PAYMENTS,
                        Topics.RISK,
                        Topics.CHANNEL_OUTCOMES,
                        Topics.COMPENSATION,
                        Topics.LEDGER,
                        Topics.SETTLEMENTS,
                        Topics.PAYOUTS,
                        Topics.RECONCILIATION)) {
            sections.put(topic, topic.replace('-', '_'));
        }
        return sections;
    }
}
