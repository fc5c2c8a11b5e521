package io.tollbridge.channel.bank;

import io.tollbridge.channel.channel.Reports.Line;
import io.tollbridge.channel.channel.Reports.Reject;
import io.tollbridge.channel.channel.Reports.Report;
import io.tollbridge.channel.channel.Reports.UnreadableStatementException;
import io.tollbridge.contracts.channels.BankBalance;
import io.tollbridge.contracts.channels.BankEntry;
import io.tollbridge.contracts.channels.BankStatementCompleted;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads camt.053.001.08: one Stmt per currency with opening and closing booked balance. Pure.
 *
 * <p>A statement whose balances do not follow from its entries is refused as a whole.
 */
final class Camt053 {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    private final String bank;
    private final LocalDate day;
    private final String hash;
    private final List<Line> lines = new ArrayList<>();
    private final List<Reject> rejects = new ArrayList<>();
    private final List<BankBalance> balances = new ArrayList<>();
    private int row;

    Camt053(String bank, LocalDate day, String hash) {
        this.bank = bank;
        this.day = day;
        this.hash = hash;
    }

    Report read(byte[] file) {
        try {
            Xml message =
                    Xml.parse(file, NAMESPACE)
                            .find("BkToCstmrStmt")
                            .orElseThrow(
                                    () -> new IllegalArgumentException("BkToCstmrStmt: missing"));
            message.children("Stmt").forEach(this::statement);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new UnreadableStatementException("bank statement: " + e.getMessage(), e);
        }
        var completed = new BankStatementCompleted(bank, day, hash, row, List.copyOf(balances));
        return new Report(List.copyOf(lines), completed, List.copyOf(rejects));
    }

    private void statement(Xml statement) {
        String account = statement.required("Acct", "Id", "IBAN");
        Money opening = balance(statement, "OPBD");
        Money closing = balance(statement, "CLBD");
        Money sum = opening;
        int rejectsBefore = rejects.size();
        for (Xml entry : statement.children("Ntry")) {
            row++;
            try {
                BankEntry read = entry(account, entry);
                lines.add(new Line(row, read));
                sum = read.credit() ? sum.plus(read.amount()) : sum.minus(read.amount());
            } catch (RuntimeException e) {
                rejects.add(new Reject(row, String.valueOf(e.getMessage()), shown(entry)));
            }
        }
        if (rejects.size() == rejectsBefore && !sum.equals(closing)) {
            throw new IllegalArgumentException(
                    "closing balance: " + closing + " (expected: " + sum + ", as summed)");
        }
        balances.add(new BankBalance(account, opening, closing));
    }

    private static Money balance(Xml statement, String code) {
        return statement.children("Bal").stream()
                .filter(b -> b.text("Tp", "CdOrPrtry", "Cd").equals(Optional.of(code)))
                .findFirst()
                .map(b -> isCredit(b) ? amount(b) : amount(b).negated())
                .orElseThrow(() -> new IllegalArgumentException("balance " + code + ": missing"));
    }

    private BankEntry entry(String account, Xml entry) {
        require("BOOK".equals(entry.required("Sts", "Cd")), "Sts: (expected: BOOK)");
        LocalDate booked = LocalDate.parse(entry.required("BookgDt", "Dt"));
        require(booked.equals(day), "BookgDt: " + booked + " (expected: " + day + ")");
        List<Xml> details =
                entry.children("NtryDtls").stream()
                        .flatMap(d -> d.children("TxDtls").stream())
                        .toList();
        require(details.size() <= 1, "TxDtls: " + details.size() + " (expected: at most 1)");
        @Nullable Xml detail = details.isEmpty() ? null : details.getFirst();
        boolean credit = isCredit(entry);
        boolean returned = entry.text("RvslInd").equals(Optional.of("true"));
        return new BankEntry(
                bank,
                day,
                hash,
                row,
                account,
                amount(entry),
                credit,
                credit && !returned ? null : endToEndId(detail),
                entry.required("AcctSvcrRef"),
                detail == null ? null : detail.text("RmtInf", "Ustrd").orElse(null),
                LocalDate.parse(entry.required("ValDt", "Dt")),
                returned);
    }

    private static @Nullable String endToEndId(@Nullable Xml detail) {
        return detail == null
                ? null
                : detail.text("Refs", "EndToEndId")
                        .filter(id -> !id.equals("NOTPROVIDED"))
                        .orElse(null);
    }

    private static boolean isCredit(Xml xml) {
        return switch (xml.required("CdtDbtInd")) {
            case "CRDT" -> true;
            case "DBIT" -> false;
            default -> throw new IllegalArgumentException("CdtDbtInd: (expected: CRDT, DBIT)");
        };
    }

    /** Exact: more decimals than the currency has are refused. */
    private static Money amount(Xml xml) {
        Xml amount =
                xml.find("Amt").orElseThrow(() -> new IllegalArgumentException("Amt: missing"));
        Currency currency = Currency.of(amount.attribute("Ccy"));
        long minor =
                new BigDecimal(amount.element().getTextContent().strip())
                        .movePointRight(currency.exponent())
                        .longValueExact();
        require(minor >= 0, "Amt: (expected: not negative)");
        return new Money(minor, currency);
    }

    private static String shown(Xml entry) {
        return String.join(
                " ",
                entry.text("NtryRef").orElse("?"),
                entry.text("Amt").orElse("?"),
                entry.text("CdtDbtInd").orElse("?"));
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
