package io.tollbridge.checkout.payment;

import io.tollbridge.checkout.session.CheckoutEvent;
import io.tollbridge.checkout.session.CheckoutEvent.Refused;
import io.tollbridge.checkout.session.CheckoutLifecycle.StepRefused;
import io.tollbridge.checkout.session.CheckoutService;
import io.tollbridge.checkout.session.CheckoutSession;
import io.tollbridge.checkout.session.CheckoutState.Open;
import io.tollbridge.checkout.session.CheckoutState.Paying;
import io.tollbridge.checkout.session.PaymentTry;
import io.tollbridge.contracts.channels.TokenApi;
import io.tollbridge.contracts.channels.TokenCreated;
import io.tollbridge.contracts.channels.TokenOrder;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.starter.crash.Crash;
import io.tollbridge.starter.http.ServiceCallException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Pays a session: a token from the vault, the try written, the payment confirmed, the outcome. */
@Component
public class PaymentService {

    private static final Logger log = LoggerFactory.getLogger(PaymentService.class);

    /** Until then a try belongs to the request that wrote it; afterwards to whoever looks. */
    static final Duration ABANDONED_AFTER = Duration.ofSeconds(20);

    /** From then on nobody may be charged for it any more: the shopper has gone elsewhere. */
    static final Duration GIVEN_UP_AFTER = Duration.ofMinutes(2);

    private final CheckoutService sessions;
    private final EngineCalls engine;
    private final TokenApi vault;
    private final CheckoutCloser closer;
    private final InstantSource clock;

    PaymentService(
            CheckoutService sessions,
            EngineCalls engine,
            TokenApi vault,
            CheckoutCloser closer,
            InstantSource businessClock) {
        this.sessions = sessions;
        this.engine = engine;
        this.vault = vault;
        this.closer = closer;
        this.clock = businessClock;
    }

    /** What the shopper sent: which try it is, the sealed card, and where from. */
    public record Submission(int number, String jwe, @Nullable String shopperIp) {}

    /** What became of it. */
    public sealed interface Result {
        /** The session as it stands now; says whether it is paid, refused, or being found out. */
        record Stands(CheckoutSession session) implements Result {}

        /** The vault refused the card: nothing was tried. */
        record CardRefused(CheckoutSession session, String code, @Nullable String param)
                implements Result {}

        /** The vault could not be reached: nothing was tried. */
        record NotTried(CheckoutSession session) implements Result {}
    }

    /**
     * Tries to pay. The same number again, from a double click, a reload or another window, has no
     * effect: it answers how the session stands.
     */
    public Result pay(CheckoutSession session, Submission submission) {
        if (!(session.state() instanceof Open open) || open.tries() + 1 != submission.number()) {
            return new Result.Stands(session);
        }
        TokenCreated sealed;
        try {
            sealed =
                    vault.create(
                            new TokenOrder(session.merchantId(), session.mode(), submission.jwe()));
        } catch (ServiceCallException e) {
            log.atWarn().addKeyValue("session.id", session.id()).setCause(e).log("vault.away");
            return new Result.NotTried(session);
        }
        CardToken token = sealed.token();
        if (token == null) {
            String code = sealed.problemCode() == null ? "unreadable" : sealed.problemCode();
            return new Result.CardRefused(session, code, sealed.problemParam());
        }
        var next = new PaymentTry(submission.number(), token, submission.shopperIp(), now());
        return new Result.Stands(start(session, next));
    }

    /**
     * Gives up a try whose request was lost on its way. Afterwards it has either been written, and
     * its outcome will be found out, or it can never be: then nothing was charged.
     */
    public CheckoutSession withdraw(CheckoutSession session, int number) {
        return closer.closeSoon(
                sessions.apply(session, new CheckoutEvent.Withdrawn(number, now())));
    }

    private CheckoutSession start(CheckoutSession session, PaymentTry next) {
        sessions.lookAgain(session.id(), ABANDONED_AFTER);
        CheckoutSession started;
        try {
            started = sessions.apply(session, new CheckoutEvent.Submitted(next));
        } catch (StepRefused _) {
            return sessions.find(session.id()).orElse(session); // the other click won
        }
        Crash.at("checkout.submitted");
        if (!(started.state() instanceof Paying paying) || !paying.current().equals(next)) {
            return started;
        }
        return closer.closeSoon(send(started, paying, true));
    }

    /** How the session stands, asked out as far as it can be now. */
    public CheckoutSession look(CheckoutSession session) {
        if (!(session.state() instanceof Paying paying)) {
            return session;
        }
        if (paying.answered()) {
            return closer.closeSoon(ask(session, paying));
        }
        var age = Duration.between(paying.current().since(), now());
        if (age.compareTo(ABANDONED_AFTER) < 0) {
            return session;
        }
        return closer.closeSoon(
                age.compareTo(GIVEN_UP_AFTER) < 0
                        ? send(session, paying, false)
                        : heard(session, paying, engine.fence(session, paying), false));
    }

    /** Sends the try, or sends it again word for word: the engine knows it by its key. */
    private CheckoutSession send(CheckoutSession session, Paying paying, boolean first) {
        var answer = engine.confirm(session, paying);
        Crash.at("checkout.confirmed");
        return heard(session, paying, answer, first);
    }

    private CheckoutSession heard(
            CheckoutSession session, Paying paying, EngineCalls.Answer answer, boolean first) {
        int number = paying.current().number();
        return switch (answer) {
            case EngineCalls.Answer.Says(var payment) ->
                    PaymentOutcome.of(payment, number, now())
                            .map(event -> sessions.apply(session, event))
                            .orElse(session);
            case EngineCalls.Answer.Nothing(var payment, var refusal) ->
                    sessions.apply(session, new Refused(number, now(), payment, refusal));
            // An earlier sending may have got through: only the first one may be called unsent.
            case EngineCalls.Answer.NotSent(var payment) ->
                    first
                            ? sessions.apply(
                                    session, new Refused(number, now(), payment, "not_sent"))
                            : session;
            case EngineCalls.Answer.Unclear _ -> session;
        };
    }

    private CheckoutSession ask(CheckoutSession session, Paying paying) {
        return engine.read(paying)
                .flatMap(payment -> PaymentOutcome.of(payment, paying.current().number(), now()))
                .map(event -> sessions.apply(session, event))
                .orElse(session);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS); // as exact as the store
    }
}
