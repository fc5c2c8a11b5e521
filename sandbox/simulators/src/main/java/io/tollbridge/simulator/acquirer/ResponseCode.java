package io.tollbridge.simulator.acquirer;

/** The DE39 values that the host itself gives; cards add theirs in {@link CardPolicy}. */
final class ResponseCode {

    static final String APPROVED = "00";
    static final String DO_NOT_HONOR = "05";
    static final String INVALID_TRANSACTION = "12";
    static final String INVALID_CARD_NUMBER = "14";
    static final String NOT_FOUND = "25";
    static final String FORMAT_ERROR = "30";
    static final String EXPIRED_CARD = "54";
    static final String NOT_SIGNED_ON = "91";
    static final String DUPLICATE_REFERENCE = "94";
    static final String SYSTEM_MALFUNCTION = "96";

    private ResponseCode() {}
}
