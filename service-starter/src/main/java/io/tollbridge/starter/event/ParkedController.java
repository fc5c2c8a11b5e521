package io.tollbridge.starter.event;

import io.tollbridge.contracts.operations.ParkedApi;
import io.tollbridge.contracts.operations.ParkedEvent;
import io.tollbridge.contracts.operations.ParkedKey;
import io.tollbridge.contracts.operations.ParkedOutcome;
import io.tollbridge.contracts.operations.ParkedSkip;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

/** The service's parked events, for operations-service. */
@RestController
final class ParkedController implements ParkedApi {

    private static final int SHOWN = 100;

    private final ParkedEvents parked;

    ParkedController(ParkedEvents parked) {
        this.parked = parked;
    }

    @Override
    public List<ParkedKey> keys() {
        return parked.intakes().stream()
                .flatMap(intake ->
                        intake.store().queues(intake.group()).stream()
                                .map(queue -> view(intake.group(), queue)))
                .toList();
    }

    @Override
    public List<ParkedEvent> events(String group, String id) {
        return parked.records(group, ParkedId.key(id), SHOWN).stream()
                .map(ParkedController::whole)
                .toList();
    }

    @Override
    public ParkedOutcome retry(String group, String id) {
        return view(parked.retry(group, ParkedId.key(id)));
    }

    @Override
    public ParkedOutcome skip(String group, String id, ParkedSkip skip) {
        return view(parked.skip(group, ParkedId.key(id), skip.place(), skip.reason(), skip.by()));
    }

    private static ParkedKey view(String group, ParkedStore.Queue queue) {
        String key = queue.oldest().key();
        return new ParkedKey(
                group, ParkedId.of(key), key, queue.records(), view(queue.oldest(), null, null));
    }

    private static ParkedEvent whole(ParkedRecord rec) {
        byte[] body = rec.body();
        if (body == null) {
            return view(rec, null, null);
        }
        try {
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return view(rec, text.toString(), null);
        } catch (CharacterCodingException _) {
            return view(rec, null, Base64.getEncoder().encodeToString(body));
        }
    }

    private static ParkedEvent view(
            ParkedRecord rec, @Nullable String body, @Nullable String base64) {
        var failure = rec.failure();
        return new ParkedEvent(
                rec.place(),
                rec.header("ce_id"),
                rec.header("ce_type"),
                failure.tries(),
                failure.error(),
                failure.firstAt(),
                failure.lastAt(),
                rec.parkedAt(),
                body,
                base64);
    }

    private static ParkedOutcome view(ParkedEvents.Outcome outcome) {
        var failure = outcome.failure();
        return new ParkedOutcome(
                outcome.handled(), outcome.left(), failure == null ? null : failure.toString());
    }
}
