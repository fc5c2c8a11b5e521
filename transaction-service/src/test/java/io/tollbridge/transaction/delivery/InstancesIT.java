package io.tollbridge.transaction.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.datastax.oss.driver.api.core.CqlSession;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.testkit.ServiceTest;
import io.tollbridge.transaction.Client;
import io.tollbridge.transaction.Receiver;
import io.tollbridge.transaction.delivery.ReplayPolicy.Wish;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.endpoint.EndpointBook;
import io.tollbridge.transaction.record.CassandraRecordStore;
import io.tollbridge.transaction.record.RecordedEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Several instances deliver from the same tables: this service, and those that the test plays. */
@ServiceTest
class InstancesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int ROOM = 10_000;

    private final Receiver receiver = new Receiver();
    private final List<Instance> instances = new ArrayList<>();

    @LocalServerPort private int port;
    @Autowired private RestClient.Builder http;
    @Autowired private CqlSession session;
    @Autowired private BusinessClock clock;
    @Autowired private EndpointBook book;
    @Autowired private WebhookCall call;
    @Autowired private CassandraRecordStore record;
    @Autowired private CassandraDeliveryStore jobs;
    @Autowired private JsonMapper json;

    @AfterEach
    void close() {
        instances.forEach(Instance::close);
        receiver.close();
    }

    @Test
    void an_instance_taken_for_dead_goes_on_under_another_name_and_loses_nothing() {
        String endpoint = endpoint("mch_dead");
        var one = instance(ROOM);
        String before = one.ownership.name();
        receiver.failing("evt_pay_dead1_1", 1);
        one.dispatcher.tell(recorded("mch_dead", "pay_dead1", 1));
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);

        one.waits(Duration.ofSeconds(16));
        var late = recorded("mch_dead", "pay_dead2", 1);
        assertThatThrownBy(() -> one.dispatcher.tell(late)).hasMessageContaining("taken for dead");
        taken(before);
        one.orphans.beat();
        assertThat(one.ownership.name()).isNotEqualTo(before);
        assertThat(one.lanes.has(new Target(endpoint, "pay_dead1"))).isFalse();

        receiver.failing("evt_pay_dead2_1", 1);
        one.dispatcher.tell(late);
        await().atMost(PATIENCE).until(() -> accepted("pay_dead1") == 1);
        one.close(); // what it opened under its new name is found as well
        await().atMost(PATIENCE).until(() -> accepted("pay_dead2") == 1);
    }

    /** Others find an instance dead, and have taken over what it had. */
    private void taken(String owner) {
        session.execute("DELETE alive FROM webhook_owner WHERE realm = 'all' AND owner = ?", owner);
        await().atMost(PATIENCE)
                .until(() ->
                        session.execute("SELECT owner FROM webhook_owner").all().stream()
                                .noneMatch(row -> owner.equals(row.getString("owner"))));
    }

    @Test
    void one_instance_at_a_time_takes_over_from_another() {
        var left = instance(ROOM).ownership.name();
        var one = instance(ROOM).ownership;
        var other = instance(ROOM).ownership;
        assertThat(one.inherits(left)).isTrue();
        assertThat(other.inherits(left)).isFalse();
        assertThat(one.inherits(left)).isTrue();
        assertThat(one.inherits("nobody")).isFalse();
    }

    @Test
    void what_there_was_no_room_for_is_fetched_although_a_read_failed() {
        String endpoint = endpoint("mch_spill");
        var table = new UnreadableTable(session);
        var one = instance(table.session(), 2);
        var all =
                IntStream.range(0, 10)
                        .mapToObj(i -> new Target(endpoint, "pay_spill" + i))
                        .toList();
        one.dispatcher.tell(
                all.stream()
                        .flatMap(target -> recorded("mch_spill", target.objectId(), 1).stream())
                        .toList());
        await().atMost(PATIENCE)
                .until(() ->
                        receiver.accepted().size() == 2
                                && all.stream().noneMatch(one.lanes::has)); // there is room again

        clock.follow(clock.offset().plus(Duration.ofMinutes(30)).toMillis()); // buckets go by
        table.failFor(endpoint);
        one.spilled.sweep();
        one.spilled.sweep();
        assertThat(receiver.accepted()).hasSize(2);
        table.failFor(null);
        await().until(() -> {
            one.orphans.beat(); // lest another takes over
            one.spilled.sweep();
            one.lanes.tick();
            return receiver.accepted().size() == 10;
        });
        assertThat(receiver.received()).hasSize(10);
    }

    @Test
    void a_takeover_keeps_to_the_room_there_is_and_passes_over_what_cannot_be_read() {
        String good = endpoint("mch_large");
        String bad = endpoint("mch_bad");
        var table = new UnreadableTable(session);
        var one = instance(table.session(), 50);
        var left = new ArrayList<Target>();
        var later = clock.instant().plus(Duration.ofDays(1));
        for (int i = 0; i < 450; i++) {
            var target = new Target(i % 3 == 0 ? bad : good, "pay_large" + i);
            left.add(target);
            jobs.add(List.of(job(target, 1)), "dead");
            jobs.retryLater(job(target, 1).tried(later));
        }
        table.failFor(bad);
        var adopted = new ArrayList<Target>();
        assertThat(one.lanes.adopt(left.stream(), (_, some) -> adopted.addAll(some)))
                .isEqualTo(Set.of(bad));
        assertThat(adopted).hasSize(300).allMatch(target -> target.endpointId().equals(good));
        assertThat(left.stream().filter(one.lanes::has)).hasSize(50);

        table.failFor(null);
        assertThat(one.lanes.adopt(left.stream(), (_, _) -> {})).isEmpty();
        assertThat(left.stream().filter(one.lanes::has)).hasSize(100);
        left.forEach(target -> jobs.finish(job(target, 1), "disabled"));
    }

    @Test
    void what_a_dead_instance_left_of_an_object_in_hand_goes_out_before_the_rest() {
        var target = new Target(endpoint("mch_held"), "pay_held");
        var one = instance(ROOM);
        receiver.failing("evt_pay_held_3", 1);
        one.dispatcher.tell(recorded("mch_held", "pay_held", 3));
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);

        record.write(recorded("mch_held", "pay_held", 1));
        jobs.add(List.of(job(target, 1)), "dead");
        assertThat(one.lanes.adopt(Stream.of(target), (_, _) -> {})).isEmpty();
        await().atMost(PATIENCE)
                .until(() -> {
                    one.lanes.tick();
                    return receiver.accepted().size() == 2;
                });
        assertThat(receiver.accepted().stream().map(this::eventId))
                .containsExactly("evt_pay_held_1", "evt_pay_held_3");
    }

    @Test
    void an_instance_lets_go_of_what_another_one_has_taken_in_hand() {
        String endpoint = endpoint("mch_moved");
        var one = instance(ROOM);
        var other = instance(ROOM);
        receiver.failing("evt_pay_moved_1", 1);
        one.dispatcher.tell(recorded("mch_moved", "pay_moved", 1));
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);
        other.dispatcher.tell(recorded("mch_moved", "pay_moved", 3));
        await().atMost(PATIENCE)
                .until(() -> {
                    one.lanes.tick();
                    other.lanes.tick();
                    return receiver.accepted().size() == 2;
                });
        await().atMost(PATIENCE)
                .until(() -> {
                    one.lanes.tick();
                    return !one.lanes.has(new Target(endpoint, "pay_moved"));
                });
        assertThat(receiver.received().stream().map(this::eventId))
                .containsExactly("evt_pay_moved_1", "evt_pay_moved_1", "evt_pay_moved_3");
    }

    @Test
    void a_replay_goes_out_once_although_another_instance_has_the_object_in_hand() {
        var target = new Target(endpoint("mch_replayed"), "pay_replayed");
        var one = instance(ROOM);
        var other = instance(ROOM);
        receiver.failing("evt_pay_replayed_1", 1);
        one.dispatcher.tell(recorded("mch_replayed", "pay_replayed", 1));
        await().atMost(PATIENCE).until(() -> receiver.received().size() == 1);
        var asked = Map.of(target, List.of(job(target, 1)));
        other.lanes.replay(target.endpointId(), asked, new Wish("request", false));
        await().atMost(PATIENCE).until(() -> receiver.accepted().size() == 1);
        clock.follow(clock.offset().plus(Duration.ofMinutes(1)).toMillis());
        await().atMost(PATIENCE)
                .until(() -> {
                    one.lanes.tick();
                    return !one.lanes.has(target);
                });
        assertThat(receiver.received()).hasSize(2);
    }

    @Test
    void events_that_are_read_again_touch_no_delivery_that_is_known() {
        String endpoint = endpoint("mch_again");
        var one = instance(ROOM);
        var events = recorded("mch_again", "pay_again", 1);
        one.dispatcher.tell(events);
        await().atMost(PATIENCE).until(() -> "delivered".equals(state(endpoint, "pay_again")));
        long written = writtenAt(endpoint, "pay_again");
        one.dispatcher.tell(events);
        one.dispatcher.tell(recorded("mch_again", "pay_later", 1));
        await().atMost(PATIENCE).until(() -> accepted("pay_later") == 1);
        assertThat(accepted("pay_again")).isOne();
        assertThat(writtenAt(endpoint, "pay_again")).isEqualTo(written);
    }

    @Test
    void a_delivery_waits_for_its_event_while_the_record_is_rebuilt() {
        var target = new Target(endpoint("mch_rebuilt"), "pay_rebuilt");
        var one = instance(ROOM);
        jobs.add(List.of(job(target, 1)), "before");
        one.lanes.adopt(Stream.of(target), (_, _) -> {});
        one.lanes.tick();
        var events = recorded("mch_rebuilt", "pay_other", 1);
        one.dispatcher.tell(events); // has gone out later than the first was tried
        await().atMost(PATIENCE).until(() -> accepted("pay_other") == 1);
        assertThat(state(target.endpointId(), "pay_rebuilt")).isNull();

        record.write(recorded("mch_rebuilt", "pay_rebuilt", 1));
        clock.follow(clock.offset().plus(Duration.ofMinutes(1)).toMillis());
        await().atMost(PATIENCE)
                .until(() -> {
                    one.lanes.tick();
                    return accepted("pay_rebuilt") == 1;
                });
    }

    @Test
    void an_event_of_which_nobody_knows_any_more_whether_it_was_told_is_not_told() {
        String endpoint = endpoint("mch_old");
        Instant longAgo = clock.instant().minus(Duration.ofDays(200));
        session.execute(
                "UPDATE webhook_endpoint SET created_at = ? WHERE realm = 'all' AND endpoint_id = ?",
                longAgo,
                endpoint);
        await().atMost(PATIENCE)
                .until(() ->
                        book.listeners(
                                                new MerchantId("mch_old"),
                                                Mode.TEST,
                                                "payment.created",
                                                longAgo)
                                        .size()
                                == 1);
        var one = instance(ROOM);
        var young = clock.instant().minus(Duration.ofDays(89));
        var events =
                List.of(
                        event("mch_old", "pay_old", 1, young.minus(Duration.ofDays(2))),
                        event("mch_old", "pay_young", 1, young));
        record.write(events);
        one.dispatcher.tell(events);
        assertThat(jobs.read(new Target(endpoint, "pay_young"))).hasSize(1);
        assertThat(jobs.read(new Target(endpoint, "pay_old"))).isEmpty();
    }

    private long accepted(String object) {
        return receiver.accepted().stream().filter(one -> one.body().contains(object)).count();
    }

    private String eventId(Receiver.Received call) {
        return json.readTree(call.body()).path("id").asString();
    }

    private @Nullable String state(String endpoint, String object) {
        return jobs.read(new Target(endpoint, object)).getFirst().state();
    }

    private long writtenAt(String endpoint, String object) {
        var row =
                session.execute(
                                "SELECT WRITETIME(at) FROM webhook_job"
                                        + " WHERE endpoint_id = ? AND object_id = ?",
                                endpoint,
                                object)
                        .one();
        return Objects.requireNonNull(row).getLong(0);
    }

    /** An event that is in the record. */
    private List<RecordedEvent> recorded(String merchant, String object, long sequence) {
        var events = List.of(event(merchant, object, sequence, clock.instant()));
        record.write(events);
        return events;
    }

    private static RecordedEvent event(String merchant, String object, long sequence, Instant at) {
        return new RecordedEvent(
                object,
                sequence,
                "payment.created",
                "payment.created",
                new MerchantId(merchant),
                Mode.TEST,
                at,
                null,
                "{\"payment\":{\"id\":\"%s\"}}".formatted(object).getBytes(StandardCharsets.UTF_8));
    }

    private WebhookJob job(Target target, long sequence) {
        return new WebhookJob(
                target.endpointId(),
                target.objectId(),
                sequence,
                "payment.created",
                clock.instant(),
                0,
                clock.instant());
    }

    private Instance instance(int room) {
        return instance(session, room);
    }

    private Instance instance(CqlSession tables, int room) {
        var one = new Instance(tables, clock, book, call, room);
        instances.add(one);
        return one;
    }

    private String endpoint(String merchant) {
        return new Client(http.build(), port, merchant)
                .post(
                        "/v1/webhook_endpoints",
                        Map.of("url", receiver.url(), "enabled_events", List.of("*")))
                .path("id")
                .asString();
    }
}
