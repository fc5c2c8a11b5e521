package io.tollbridge.channel.iso8583;

import io.tollbridge.channel.channel.Answers;
import io.tollbridge.contracts.channels.ChannelAnswer;
import io.tollbridge.contracts.channels.ChannelAnswer.Verdict;
import io.tollbridge.contracts.channels.OriginalOperation;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages to answers. What is not understood, or does not fit its question, is unclear. Pure. */
final class Iso8583Responses {

    private static final String DONE = "00";
    private static final String NOT_KNOWN = "25";

    private Iso8583Responses() {}

    /** The answer to an increment, capture or refund, which need no card. */
    static ChannelAnswer moved(Iso8583Message asked, Iso8583Message said) {
        return moved(asked, said, "");
    }

    /** The answer to an authorisation, purchase, capture or refund. */
    static ChannelAnswer moved(Iso8583Message asked, Iso8583Message said, String brand) {
        Optional<String> misfit = misfit(asked, said);
        String code = said.text(39);
        if (misfit.isPresent() || code == null) {
            return unclear(said, misfit.orElse("DE39 is missing"));
        }
        if (code.equals(DONE)) {
            return said.field(38).isPresent() || !needsAuthCode(asked)
                    ? approved(said)
                    : unclear(said, "approved without DE38");
        }
        if (code.equals(NOT_KNOWN) && asked.field(62).isPresent()) {
            return declined(said, new DeclineCodes.Decline("cannot_complete", "do_not_try_again"));
        }
        return DeclineCodes.of(code, brand)
                .map(decline -> declined(said, decline))
                .orElseGet(() -> unclear(said, "DE39 " + code + " is not in the table"));
    }

    private static boolean needsAuthCode(Iso8583Message asked) {
        return asked.field(62)
                .isEmpty(); // follow-ups name an original and get no code of their own
    }

    /** The answer to a reversal: 25 is as good as 00, the original is fenced. */
    static ChannelAnswer reversed(Iso8583Message asked, Iso8583Message said) {
        Optional<String> misfit = misfit(asked, said);
        String code = said.text(39);
        if (misfit.isPresent() || code == null) {
            return unclear(said, misfit.orElse("DE39 is missing"));
        }
        if (code.equals(DONE) || code.equals(NOT_KNOWN)) {
            String reason = code.equals(DONE) ? null : "not known to the acquirer, and fenced";
            return answer(Verdict.REVERSED, said, amount(said), null, reason);
        }
        return DeclineCodes.of(code, "")
                .filter(_ -> !DeclineCodes.isSystemProblem(code))
                .map(decline -> declined(said, decline))
                .orElseGet(() -> unclear(said, "reversal answered with DE39 " + code));
    }

    /** The answer to a reversal in part; its own amount field repeats the original's. */
    static ChannelAnswer released(Money letGo, Iso8583Message asked, Iso8583Message said) {
        ChannelAnswer answer = reversed(asked, said);
        return new ChannelAnswer(
                answer.verdict(),
                answer.verdict() == Verdict.REVERSED ? letGo : answer.amount(),
                answer.channelReference(),
                answer.authCode(),
                answer.rawCode(),
                answer.declineCode(),
                answer.adviceCode(),
                answer.reason());
    }

    /** The answer to an inquiry. */
    static ChannelAnswer found(
            OriginalOperation original, Iso8583Message asked, Iso8583Message said) {
        Optional<String> misfit = echoMisfit(asked, said);
        String code = said.text(39);
        if (misfit.isPresent() || code == null) {
            return unclear(said, misfit.orElse("DE39 is missing"));
        }
        if (code.equals(NOT_KNOWN)) {
            return answer(Verdict.NOT_FOUND, said, null, null, null);
        }
        if (!code.equals(DONE)) {
            return unclear(said, "inquiry answered with DE39 " + code);
        }
        String[] words = said.field(62).orElse("").split("\\|", -1);
        if (words.length != 2) {
            return unclear(said, "DE62 of the inquiry is not code|status");
        }
        return ofStatus(original, said, words[0], words[1]);
    }

    private static ChannelAnswer ofStatus(
            OriginalOperation original, Iso8583Message said, String code, String status) {
        return switch (status) {
            case "REVERSED" -> was(Verdict.REVERSED, original, said, code, null);
            case "DECLINED" ->
                    DeclineCodes.of(code, "")
                            .map(decline -> was(Verdict.DECLINED, original, said, code, decline))
                            .orElseGet(() -> unclear(said, "declined with unknown DE39 " + code));
            case "AUTHORISED", "CAPTURED", "REFUNDED" -> standing(original, said, code, status);
            default -> unclear(said, "status " + status + " is not known");
        };
    }

    private static ChannelAnswer standing(
            OriginalOperation original, Iso8583Message said, String code, String status) {
        boolean asExpected =
                expected(original.operation(), status) && original.amount().equals(amount(said));
        return asExpected
                ? was(Verdict.APPROVED, original, said, code, null)
                : unclear(
                        said,
                        "found %s %s (expected: %s of %s)"
                                .formatted(
                                        status,
                                        amount(said),
                                        original.operation(),
                                        original.amount()));
    }

    private static boolean expected(String operation, String status) {
        return switch (operation) {
            case "authorise" -> status.equals("AUTHORISED") || status.equals("CAPTURED");
            case "increment" -> status.equals("AUTHORISED");
            case "purchase", "capture" -> status.equals("CAPTURED");
            case "refund" -> status.equals("REFUNDED");
            default -> false;
        };
    }

    /** What an answer must repeat of its question, amount included. */
    private static Optional<String> misfit(Iso8583Message asked, Iso8583Message said) {
        return echoMisfit(asked, said)
                .or(() -> differs(asked, said, 3))
                .or(() -> differs(asked, said, 4))
                .or(() -> differs(asked, said, 49));
    }

    private static Optional<String> echoMisfit(Iso8583Message asked, Iso8583Message said) {
        if (!said.mti().equals(answerTo(asked.mti()))) {
            return Optional.of("message type " + said.mti() + " answers " + asked.mti());
        }
        return differs(asked, said, 60).or(() -> differs(asked, said, 41));
    }

    private static String answerTo(String mti) {
        return mti.substring(0, 2) + (char) (mti.charAt(2) + 1) + "0";
    }

    private static Optional<String> differs(Iso8583Message asked, Iso8583Message said, int field) {
        String expected = asked.text(field);
        String found = said.text(field);
        return expected == null || expected.equals(found)
                ? Optional.empty()
                : Optional.of("DE" + field + ": " + found + " (expected: " + expected + ")");
    }

    private static @Nullable Money amount(Iso8583Message said) {
        String minor = said.text(4);
        Optional<Currency> currency = said.field(49).flatMap(Currency::ofNumeric);
        return minor == null || currency.isEmpty() || !minor.matches("[0-9]{1,12}")
                ? null
                : new Money(Long.parseLong(minor), currency.get());
    }

    private static ChannelAnswer approved(Iso8583Message said) {
        return answer(Verdict.APPROVED, said, amount(said), null, null);
    }

    private static ChannelAnswer declined(Iso8583Message said, DeclineCodes.Decline decline) {
        return answer(Verdict.DECLINED, said, amount(said), decline, null);
    }

    private static ChannelAnswer unclear(Iso8583Message said, String reason) {
        ChannelAnswer bare = Answers.unclear(said.text(39), reason);
        return new ChannelAnswer(
                bare.verdict(),
                amount(said),
                said.text(37),
                said.text(38),
                bare.rawCode(),
                null,
                null,
                reason);
    }

    /** Of an inquiry: the RRN is the original's, the code is the one it was answered with. */
    private static ChannelAnswer was(
            Verdict verdict,
            OriginalOperation original,
            Iso8583Message said,
            String code,
            DeclineCodes.@Nullable Decline decline) {
        return new ChannelAnswer(
                verdict,
                amount(said),
                TraceKeys.rrn(original.reference().value()),
                said.text(38),
                code,
                decline == null ? null : decline.code(),
                decline == null ? null : decline.advice(),
                null);
    }

    private static ChannelAnswer answer(
            Verdict verdict,
            Iso8583Message said,
            @Nullable Money amount,
            DeclineCodes.@Nullable Decline decline,
            @Nullable String reason) {
        return new ChannelAnswer(
                verdict,
                amount,
                said.text(37),
                said.text(38),
                said.text(39),
                decline == null ? null : decline.code(),
                decline == null ? null : decline.advice(),
                reason);
    }
}
