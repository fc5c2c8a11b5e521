package io.tollbridge.accounting.posting;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The chart of accounts: what each account is, and whose sub-accounts it has. */
public enum Chart {
    CLIENT_CASH("1010", "Client cash at bank", Kind.ASSET, Owner.BANK),
    OWN_CASH("1020", "Own cash", Kind.ASSET, Owner.BANK),
    CHANNEL_CLEARING("1110", "Channel clearing receivable", Kind.ASSET, Owner.CHANNEL),
    CHANNEL_IN_TRANSIT("1120", "Channel settlement in transit", Kind.ASSET, Owner.CHANNEL),
    MERCHANT_RECEIVABLE("1210", "Merchant receivable", Kind.ASSET, Owner.MERCHANT),
    CHARGEBACKS("1220", "Chargebacks in progress", Kind.ASSET, Owner.CHANNEL),
    FX_POSITION("1310", "FX position", Kind.ASSET, Owner.NONE),
    SUSPENSE("1410", "Suspense", Kind.ASSET, Owner.CHANNEL),
    MERCHANT_PENDING("2010", "Merchant pending", Kind.LIABILITY, Owner.MERCHANT),
    MERCHANT_AVAILABLE("2020", "Merchant available", Kind.LIABILITY, Owner.MERCHANT),
    MERCHANT_RESERVE("2030", "Merchant reserve", Kind.LIABILITY, Owner.MERCHANT),
    PAYOUTS_IN_TRANSIT("2040", "Payouts in transit", Kind.LIABILITY, Owner.MERCHANT),
    DISPUTE_HOLD("2050", "Dispute hold", Kind.LIABILITY, Owner.MERCHANT),
    REFUNDS_PAYABLE("2110", "Refunds payable", Kind.LIABILITY, Owner.MERCHANT),
    UNIDENTIFIED_RECEIPTS("2210", "Unidentified receipts", Kind.LIABILITY, Owner.BANK),
    VAT("2310", "VAT", Kind.LIABILITY, Owner.NONE),
    PROCESSING_FEES("4010", "Processing fees", Kind.INCOME, Owner.NONE),
    EVENT_FEES("4020", "Refund, dispute and payout fees", Kind.INCOME, Owner.NONE),
    FX_MARGIN("4030", "FX margin", Kind.INCOME, Owner.NONE),
    INTERCHANGE("5010", "Interchange", Kind.COST, Owner.CHANNEL),
    SCHEME_FEES("5020", "Scheme fees", Kind.COST, Owner.CHANNEL),
    CHANNEL_COST("5030", "Acquirer and channel cost", Kind.COST, Owner.CHANNEL),
    LOSSES("5040", "Credit and fraud loss", Kind.COST, Owner.NONE),
    DIFFERENCES("5050", "Reconciliation differences", Kind.COST, Owner.NONE),
    HOLDS_AT_CHANNEL("9010", "Authorisation holds at channels", Kind.MEMO, Owner.CHANNEL),
    HOLDS_FOR_MERCHANT("9020", "Authorisation holds for merchants", Kind.MEMO, Owner.MERCHANT);

    private static final Map<String, Chart> BY_CODE =
            Arrays.stream(values())
                    .collect(Collectors.toUnmodifiableMap(Chart::code, Function.identity()));

    private final String code;
    private final String title;
    private final Kind kind;
    private final Owner owner;

    Chart(String code, String title, Kind kind, Owner owner) {
        this.code = code;
        this.title = title;
        this.kind = kind;
        this.owner = owner;
    }

    /** What an account is; a memo account counts promises, not money. */
    public enum Kind {
        ASSET,
        LIABILITY,
        INCOME,
        COST,
        MEMO
    }

    /** What its sub-accounts are named by. */
    public enum Owner {
        NONE,
        CHANNEL,
        BANK,
        MERCHANT
    }

    public String code() {
        return code;
    }

    public String title() {
        return title;
    }

    public Kind kind() {
        return kind;
    }

    public Owner owner() {
        return owner;
    }

    /** The side on which it grows. */
    public Side normalSide() {
        return switch (kind) {
            case ASSET, COST -> Side.DEBIT;
            case LIABILITY, INCOME -> Side.CREDIT;
            case MEMO -> owner == Owner.CHANNEL ? Side.DEBIT : Side.CREDIT;
        };
    }

    /** The account of a code. */
    public static Chart ofCode(String code) {
        Chart chart = BY_CODE.get(code);
        if (chart == null) {
            throw new IllegalArgumentException(
                    "account: " + code + " (expected: one of the chart)");
        }
        return chart;
    }

    /** The one account, where it has no sub-accounts. */
    public Account account() {
        return new Account(this, "");
    }

    /** The sub-account of a channel, bank or merchant. */
    public Account of(String sub) {
        return new Account(this, sub);
    }
}
