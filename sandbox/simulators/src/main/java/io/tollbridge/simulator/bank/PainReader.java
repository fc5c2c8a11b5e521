package io.tollbridge.simulator.bank;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a pain.001.001.09 strictly: every refusal names the element it is about. */
final class PainReader {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    private static final int ID_MAX = 35;
    private static final int TEXT_MAX = 140;

    /** A whole message. */
    record Message(String messageId, List<Instruction> instructions) {}

    private PainReader() {}

    static Message read(String xml, String clientMoneyIban) {
        XmlNode body = XmlNode.parse(xml, NAMESPACE, "Document").child("CstmrCdtTrfInitn");
        XmlNode header = body.child("GrpHdr");
        String messageId = header.child("MsgId").text(ID_MAX);
        List<XmlNode> infos = body.children("PmtInf");
        if (infos.isEmpty()) {
            throw XmlNode.refusal(body.path() + "/PmtInf", "missing (expected: at least one)");
        }
        List<Instruction> all = new ArrayList<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (XmlNode info : infos) {
            List<Instruction> part = instructions(messageId, info, clientMoneyIban);
            BigDecimal partSum = sumOf(info);
            info.optional("NbOfTxs").ifPresent(count -> checkCount(count, part.size()));
            info.optional("CtrlSum").ifPresent(control -> checkSum(control, partSum));
            all.addAll(part);
            sum = sum.add(partSum);
        }
        checkCount(header.child("NbOfTxs"), all.size());
        checkSum(header.child("CtrlSum"), sum);
        refuseRepeatedIds(body, all);
        return new Message(messageId, List.copyOf(all));
    }

    private static List<Instruction> instructions(
            String messageId, XmlNode info, String clientMoneyIban) {
        XmlNode method = info.child("PmtMtd");
        if (!method.text(3).equals("TRF")) {
            throw method.refuse(method.text(3) + " (expected: TRF)");
        }
        String infoId = info.child("PmtInfId").text(ID_MAX);
        LocalDate requested = requestedDate(info.child("ReqdExctnDt"));
        XmlNode account = info.at("DbtrAcct", "Id", "IBAN");
        String debtorIban = iban(account);
        if (!debtorIban.equals(clientMoneyIban)) {
            throw account.refuse(debtorIban + " (expected: an account held here)");
        }
        List<XmlNode> transfers = info.children("CdtTrfTxInf");
        if (transfers.isEmpty()) {
            throw XmlNode.refusal(info.path() + "/CdtTrfTxInf", "missing (expected: some)");
        }
        return transfers.stream()
                .map(transfer -> instruction(messageId, infoId, requested, debtorIban, transfer))
                .toList();
    }

    private static Instruction instruction(
            String messageId,
            String infoId,
            LocalDate requested,
            String debtorIban,
            XmlNode transfer) {
        XmlNode amount = transfer.at("Amt", "InstdAmt");
        String currency = amount.attribute("Ccy");
        return new Instruction(
                messageId,
                infoId,
                transfer.at("PmtId", "EndToEndId").text(ID_MAX),
                debtorIban,
                requested,
                currency,
                minor(amount, currency),
                transfer.at("Cdtr", "Nm").text(TEXT_MAX),
                iban(transfer.at("CdtrAcct", "Id", "IBAN")),
                remittance(transfer).orElse(null));
    }

    private static Optional<String> remittance(XmlNode transfer) {
        return transfer.optional("RmtInf").stream()
                .flatMap(info -> info.children("Ustrd").stream())
                .map(line -> line.text(TEXT_MAX))
                .reduce((first, next) -> first + " " + next);
    }

    private static long minor(XmlNode amount, String currency) {
        try {
            long minor = BankAmount.minor(amount.text(18), currency);
            if (minor <= 0) {
                throw amount.refuse(amount.text(18) + " (expected: more than zero)");
            }
            return minor;
        } catch (IllegalArgumentException unknown) {
            throw amount.refuse(currency + " " + unknown.getMessage());
        }
    }

    private static LocalDate requestedDate(XmlNode choice) {
        Optional<XmlNode> date = choice.optional("Dt");
        XmlNode given = date.isPresent() ? date.get() : choice.child("DtTm");
        String text = given.text(40);
        try {
            return date.isPresent()
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text).toLocalDate();
        } catch (DateTimeParseException _) {
            throw given.refuse(text + " (expected: an ISO date)");
        }
    }

    private static String iban(XmlNode node) {
        String iban = node.text(34).replace(" ", "").toUpperCase(Locale.ROOT);
        if (!iban.matches("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}") || remainder(iban) != 1) {
            throw node.refuse(iban + " (expected: an IBAN with a right check number)");
        }
        return iban;
    }

    private static int remainder(String iban) {
        StringBuilder digits = new StringBuilder();
        (iban.substring(4) + iban.substring(0, 4))
                .chars()
                .forEach(character -> digits.append(Character.digit(character, 36)));
        return new BigInteger(digits.toString()).mod(BigInteger.valueOf(97)).intValueExact();
    }

    private static BigDecimal sumOf(XmlNode info) {
        return info.children("CdtTrfTxInf").stream()
                .map(transfer -> new BigDecimal(transfer.at("Amt", "InstdAmt").text(18)))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static void checkCount(XmlNode count, int actual) {
        if (!count.text(15).equals(String.valueOf(actual))) {
            throw count.refuse(count.text(15) + " (expected: " + actual + ", as counted)");
        }
    }

    private static void checkSum(XmlNode control, BigDecimal actual) {
        String text = control.text(19);
        if (!text.matches("[0-9]{1,17}(\\.[0-9]{1,17})?")
                || new BigDecimal(text).compareTo(actual) != 0) {
            throw control.refuse(text + " (expected: " + actual.toPlainString() + ", as summed)");
        }
    }

    private static void refuseRepeatedIds(XmlNode body, List<Instruction> instructions) {
        Set<String> seen = new HashSet<>();
        for (Instruction instruction : instructions) {
            if (!seen.add(instruction.endToEndId())) {
                throw XmlNode.refusal(
                        body.path() + "/PmtInf/CdtTrfTxInf/PmtId/EndToEndId",
                        instruction.endToEndId() + " twice in one message");
            }
        }
    }
}
