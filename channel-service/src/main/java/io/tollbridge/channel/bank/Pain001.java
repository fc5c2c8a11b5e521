package io.tollbridge.channel.bank;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tollbridge.contracts.channels.PayoutOrder;
import java.io.ByteArrayOutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes one payout as pain.001.001.09. Pure: the same order gives the same bytes. */
final class Pain001 {

    static final String NAMESPACE = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";
    static final int ID_MAX = 35;
    private static final int TEXT_MAX = 140;

    private final XMLStreamWriter xml;

    private Pain001(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static byte[] write(BankConfig bank, PayoutOrder order) {
        var bytes = new ByteArrayOutputStream(2_048);
        try {
            XMLStreamWriter xml =
                    XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, UTF_8.name());
            new Pain001(xml).document(bank, order);
            xml.close();
            return bytes.toByteArray();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("cannot write XML to memory", e);
        }
    }

    private void document(BankConfig bank, PayoutOrder order) throws XMLStreamException {
        xml.writeStartDocument(UTF_8.name(), "1.0");
        xml.writeStartElement("Document");
        xml.writeDefaultNamespace(NAMESPACE);
        open("CstmrCdtTrfInitn");
        header(bank, order);
        open("PmtInf");
        leaf("PmtInfId", order.payoutId());
        leaf("PmtMtd", "TRF");
        controls(order);
        open("ReqdExctnDt");
        leaf("Dt", LocalDate.ofInstant(order.requestedAt(), ZoneOffset.UTC).toString());
        close(1);
        named("Dbtr", bank.debtorName());
        account("DbtrAcct", bank.debtorIban());
        open("DbtrAgt", "FinInstnId", "Othr");
        leaf("Id", "NOTPROVIDED");
        close(3);
        leaf("ChrgBr", "SLEV");
        transfer(order);
        close(3);
        xml.writeEndDocument();
    }

    private void header(BankConfig bank, PayoutOrder order) throws XMLStreamException {
        open("GrpHdr");
        leaf("MsgId", order.payoutId());
        leaf("CreDtTm", order.requestedAt().truncatedTo(ChronoUnit.SECONDS).toString());
        controls(order);
        named("InitgPty", bank.debtorName());
        close(1);
    }

    private void transfer(PayoutOrder order) throws XMLStreamException {
        open("CdtTrfTxInf", "PmtId");
        leaf("EndToEndId", order.payoutId());
        close(1);
        open("Amt");
        xml.writeStartElement("InstdAmt");
        xml.writeAttribute("Ccy", order.amount().currency().code());
        xml.writeCharacters(order.amount().decimal());
        close(2);
        named("Cdtr", order.creditorName());
        account("CdtrAcct", order.creditorIban());
        open("RmtInf");
        leaf("Ustrd", order.remittance());
        close(2);
    }

    private void controls(PayoutOrder order) throws XMLStreamException {
        leaf("NbOfTxs", "1");
        leaf("CtrlSum", order.amount().decimal());
    }

    private void named(String role, String name) throws XMLStreamException {
        open(role);
        leaf("Nm", name);
        close(1);
    }

    private void account(String role, String iban) throws XMLStreamException {
        open(role, "Id");
        leaf("IBAN", iban);
        close(2);
    }

    private void open(String... names) throws XMLStreamException {
        for (String name : names) {
            xml.writeStartElement(name);
        }
    }

    private void leaf(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text.length() > TEXT_MAX ? text.substring(0, TEXT_MAX) : text);
        xml.writeEndElement();
    }

    private void close(int elements) throws XMLStreamException {
        for (int i = 0; i < elements; i++) {
            xml.writeEndElement();
        }
    }
}
