package io.tollbridge.channel.iso8583;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** DE39 to our decline codes and advice. A code that is not in the table is unclear. Pure data. */
final class DeclineCodes {

    private static final String LATER = "try_again_later";
    private static final String NEVER = "do_not_try_again";
    private static final String DATA = "confirm_card_data";

    /** What a refusal means. */
    record Decline(String code, String advice) {}

    private static final Map<String, Decline> BY_CODE =
            Map.ofEntries(
                    Map.entry("03", new Decline("invalid_merchant", NEVER)),
                    Map.entry("04", new Decline("pickup_card", NEVER)),
                    Map.entry("05", new Decline("do_not_honor", LATER)),
                    Map.entry("07", new Decline("pickup_card", NEVER)),
                    Map.entry("12", new Decline("invalid_transaction", NEVER)),
                    Map.entry("14", new Decline("incorrect_number", DATA)),
                    Map.entry("15", new Decline("no_such_issuer", NEVER)),
                    Map.entry("19", new Decline("processing_error", LATER)),
                    Map.entry("1A", new Decline("authentication_required", LATER)),
                    Map.entry("41", new Decline("lost_card", NEVER)),
                    Map.entry("43", new Decline("stolen_card", NEVER)),
                    Map.entry("51", new Decline("insufficient_funds", LATER)),
                    Map.entry("54", new Decline("expired_card", DATA)),
                    Map.entry("57", new Decline("not_permitted", NEVER)),
                    Map.entry("59", new Decline("suspected_fraud", NEVER)),
                    Map.entry("61", new Decline("limit_exceeded", LATER)),
                    Map.entry("62", new Decline("restricted", NEVER)),
                    Map.entry("65", new Decline("velocity", LATER)),
                    Map.entry("78", new Decline("no_account", NEVER)),
                    Map.entry("82", new Decline("incorrect_cvc", DATA)),
                    Map.entry("91", new Decline("issuer_unavailable", LATER)),
                    Map.entry("93", new Decline("cannot_complete", NEVER)),
                    Map.entry("96", new Decline("processing_error", LATER)),
                    Map.entry("N7", new Decline("incorrect_cvc", DATA)),
                    Map.entry("R0", new Decline("stop_payment", NEVER)),
                    Map.entry("R1", new Decline("revoked_authorization", NEVER)),
                    Map.entry("R3", new Decline("revoked_authorization", NEVER)));

    /** Mastercard asks for authentication with Visa's code for "too often". */
    private static final Decline STEP_UP = new Decline("authentication_required", LATER);

    /** The host or its network has a problem: says nothing about the operation asked about. */
    private static final Set<String> SYSTEM = Set.of("19", "91", "96");

    private DeclineCodes() {}

    static Optional<Decline> of(String responseCode, String brand) {
        if (responseCode.equals("65") && brand.equals("mastercard")) {
            return Optional.of(STEP_UP);
        }
        return Optional.ofNullable(BY_CODE.get(responseCode));
    }

    static boolean isSystemProblem(String responseCode) {
        return SYSTEM.contains(responseCode);
    }

    static Set<String> known() {
        return BY_CODE.keySet();
    }
}
