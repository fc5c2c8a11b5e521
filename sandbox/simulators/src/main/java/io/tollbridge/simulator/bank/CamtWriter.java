package io.tollbridge.simulator.bank;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one day of the books as camt.053.001.08: a statement per currency. */
final class CamtWriter {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08";

    private final String iban;
    private final BankState books;
    private final XMLStreamWriter xml;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private CamtWriter(String iban, BankState books) throws XMLStreamException {
        this.iban = iban;
        this.books = books;
        this.xml =
                XMLOutputFactory.newDefaultFactory()
                        .createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
    }

    static byte[] write(String iban, BankState books, LocalDate day, Instant createdAt) {
        try {
            CamtWriter writer = new CamtWriter(iban, books);
            writer.document(day, createdAt);
            return writer.bytes.toByteArray();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("cannot write XML to memory", impossible);
        }
    }

    private void document(LocalDate day, Instant createdAt) throws XMLStreamException {
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        open("BkToCstmrStmt");
        open("GrpHdr");
        leaf("MsgId", "STMT-" + day);
        leaf("CreDtTm", createdAt.toString());
        close(1);
        List<Entry> today =
                books.entries().stream().filter(entry -> entry.bookedOn().equals(day)).toList();
        for (String currency : currenciesOn(today)) {
            List<Entry> entries =
                    today.stream().filter(entry -> entry.currency().equals(currency)).toList();
            statement(day, createdAt, currency, entries);
        }
        close(2);
        xml.writeEndDocument();
        xml.close();
    }

    /** Those that moved; on a quiet day all, because the format wants at least one statement. */
    private SortedSet<String> currenciesOn(List<Entry> today) {
        SortedSet<String> moved = new TreeSet<>();
        today.forEach(entry -> moved.add(entry.currency()));
        if (moved.isEmpty()) {
            moved.addAll(books.currencies());
        }
        if (moved.isEmpty()) {
            moved.add("EUR");
        }
        return moved;
    }

    private void statement(LocalDate day, Instant createdAt, String currency, List<Entry> entries)
            throws XMLStreamException {
        open("Stmt");
        leaf("Id", "STMT-" + day + "-" + currency);
        leaf("CreDtTm", createdAt.toString());
        open("FrToDt");
        leaf("FrDtTm", day + "T00:00:00Z");
        leaf("ToDtTm", day.plusDays(1) + "T00:00:00Z");
        close(1);
        open("Acct", "Id");
        leaf("IBAN", iban);
        close(1);
        leaf("Ccy", currency);
        open("Ownr");
        leaf("Nm", "Tollbridge client money");
        close(2);
        LocalDate before = day.minusDays(1);
        balance("OPBD", currency, books.balanceThrough(currency, before), day);
        balance("CLBD", currency, books.balanceThrough(currency, day), day);
        summary(currency, entries);
        for (Entry entry : entries) {
            entry(entry);
        }
        close(1);
    }

    private void balance(String type, String currency, long minor, LocalDate day)
            throws XMLStreamException {
        open("Bal", "Tp", "CdOrPrtry");
        leaf("Cd", type);
        close(2);
        money(minor, currency);
        open("Dt");
        leaf("Dt", day.toString());
        close(2);
    }

    private void summary(String currency, List<Entry> entries) throws XMLStreamException {
        List<Entry> in = entries.stream().filter(entry -> entry.amountMinor() > 0).toList();
        List<Entry> out = entries.stream().filter(entry -> entry.amountMinor() < 0).toList();
        open("TxsSummry", "TtlNtries");
        leaf("NbOfNtries", String.valueOf(entries.size()));
        open("TtlNetNtry");
        money(sum(entries), currency);
        close(1);
        close(1);
        open("TtlCdtNtries");
        leaf("NbOfNtries", String.valueOf(in.size()));
        leaf("Sum", BankAmount.decimal(sum(in), currency));
        close(1);
        open("TtlDbtNtries");
        leaf("NbOfNtries", String.valueOf(out.size()));
        leaf("Sum", BankAmount.decimal(Math.negateExact(sum(out)), currency));
        close(2);
    }

    private static long sum(List<Entry> entries) {
        return entries.stream().mapToLong(Entry::amountMinor).reduce(0, Math::addExact);
    }

    private void entry(Entry entry) throws XMLStreamException {
        boolean returned = entry.kind() == Entry.Kind.PAYMENT_RETURN;
        open("Ntry");
        leaf("NtryRef", entry.servicerReference());
        money(entry.amountMinor(), entry.currency());
        if (returned) {
            leaf("RvslInd", "true");
        }
        open("Sts");
        leaf("Cd", "BOOK");
        close(1);
        open("BookgDt");
        leaf("Dt", entry.bookedOn().toString());
        close(1);
        open("ValDt");
        leaf("Dt", entry.valueDate().toString());
        close(1);
        leaf("AcctSvcrRef", entry.servicerReference());
        transactionCode(entry);
        open("NtryDtls", "TxDtls");
        references(entry);
        money(entry.amountMinor(), entry.currency());
        parties(entry);
        if (entry.remittance() != null) {
            open("RmtInf");
            leaf("Ustrd", entry.remittance());
            close(1);
        }
        if (returned) {
            open("RtrInf", "Rsn");
            leaf("Cd", PaymentDecision.ACCOUNT_CLOSED);
            close(2);
        }
        close(3);
    }

    private void transactionCode(Entry entry) throws XMLStreamException {
        open("BkTxCd", "Domn");
        leaf("Cd", "PMNT");
        open("Fmly");
        leaf("Cd", entry.kind() == Entry.Kind.INCOMING_CREDIT ? "RCDT" : "ICDT");
        leaf("SubFmlyCd", entry.kind() == Entry.Kind.PAYMENT_RETURN ? "RRTN" : "ESCT");
        close(3);
    }

    private void references(Entry entry) throws XMLStreamException {
        open("Refs");
        if (entry.messageId() != null) {
            leaf("MsgId", entry.messageId());
        }
        leaf("AcctSvcrRef", entry.servicerReference());
        leaf("EndToEndId", entry.reference());
        close(1);
    }

    private void parties(Entry entry) throws XMLStreamException {
        String role = entry.kind() == Entry.Kind.INCOMING_CREDIT ? "Dbtr" : "Cdtr";
        open("RltdPties", role, "Pty");
        leaf("Nm", entry.counterparty());
        close(2);
        if (entry.counterpartyIban() != null) {
            open(role + "Acct", "Id");
            leaf("IBAN", entry.counterpartyIban());
            close(2);
        }
        close(1);
    }

    private void money(long minor, String currency) throws XMLStreamException {
        xml.writeStartElement("Amt");
        xml.writeAttribute("Ccy", currency);
        xml.writeCharacters(BankAmount.decimal(Math.abs(minor), currency));
        xml.writeEndElement();
        leaf("CdtDbtInd", minor < 0 ? "DBIT" : "CRDT");
    }

    private void open(String... names) throws XMLStreamException {
        for (String name : names) {
            xml.writeStartElement(name);
        }
    }

    private void leaf(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private void close(int elements) throws XMLStreamException {
        for (int i = 0; i < elements; i++) {
            xml.writeEndElement();
        }
    }
}
