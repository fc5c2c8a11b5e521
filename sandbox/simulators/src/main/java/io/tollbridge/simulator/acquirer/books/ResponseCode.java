package io.tollbridge.simulator.acquirer.books;

/** The DE39 values that the host itself gives; cards add theirs in {@link CardPolicy}. */
public final class ResponseCode {

    public static final String APPROVED = "00";
    public static final String DO_NOT_HONOR = "05";
    public static final String INVALID_TRANSACTION = "12";
    public static final String INVALID_CARD_NUMBER = "14";
    public static final String NOT_FOUND = "25";
    public static final String FORMAT_ERROR = "30";
    public static final String EXPIRED_CARD = "54";
    public static final String NOT_SIGNED_ON = "91";
    public static final String DUPLICATE_REFERENCE = "94";
    public static final String SYSTEM_MALFUNCTION = "96";

    private ResponseCode() {}
}
