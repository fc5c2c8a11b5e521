package io.tollbridge.simulator.bank;

import com.prowidesoftware.swift.model.mx.MxPain00100109;
import com.prowidesoftware.swift.model.mx.dic.AccountIdentification4Choice;
import com.prowidesoftware.swift.model.mx.dic.ActiveOrHistoricCurrencyAndAmount;
import com.prowidesoftware.swift.model.mx.dic.AmountType4Choice;
import com.prowidesoftware.swift.model.mx.dic.BranchAndFinancialInstitutionIdentification6;
import com.prowidesoftware.swift.model.mx.dic.CashAccount38;
import com.prowidesoftware.swift.model.mx.dic.CreditTransferTransaction34;
import com.prowidesoftware.swift.model.mx.dic.CustomerCreditTransferInitiationV09;
import com.prowidesoftware.swift.model.mx.dic.DateAndDateTime2Choice;
import com.prowidesoftware.swift.model.mx.dic.FinancialInstitutionIdentification18;
import com.prowidesoftware.swift.model.mx.dic.GroupHeader85;
import com.prowidesoftware.swift.model.mx.dic.PartyIdentification135;
import com.prowidesoftware.swift.model.mx.dic.PaymentIdentification6;
import com.prowidesoftware.swift.model.mx.dic.PaymentInstruction30;
import com.prowidesoftware.swift.model.mx.dic.PaymentMethod3Code;
import com.prowidesoftware.swift.model.mx.dic.RemittanceInformation16;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.OffsetDateTime;

/** pain.001 messages written by an independent library. */
final class TestPain {

    static final String CREDITOR_IBAN = "GB82WEST12345698765432";

    private TestPain() {}

    static String message(String messageId, String endToEndId, String currency, String amount) {
        BigDecimal sum = new BigDecimal(amount);
        CustomerCreditTransferInitiationV09 body =
                new CustomerCreditTransferInitiationV09()
                        .setGrpHdr(
                                new GroupHeader85()
                                        .setMsgId(messageId)
                                        .setCreDtTm(OffsetDateTime.parse("2026-11-20T09:00:00Z"))
                                        .setNbOfTxs("1")
                                        .setCtrlSum(sum)
                                        .setInitgPty(party("Tollbridge")));
        PaymentInstruction30 info =
                new PaymentInstruction30()
                        .setPmtInfId(messageId + "-1")
                        .setPmtMtd(PaymentMethod3Code.TRF)
                        .setNbOfTxs("1")
                        .setCtrlSum(sum)
                        .setReqdExctnDt(
                                new DateAndDateTime2Choice().setDt(LocalDate.of(2026, 11, 20)))
                        .setDbtr(party("Tollbridge client money"))
                        .setDbtrAcct(account(BankController.CLIENT_MONEY_IBAN))
                        .setDbtrAgt(
                                new BranchAndFinancialInstitutionIdentification6()
                                        .setFinInstnId(
                                                new FinancialInstitutionIdentification18()
                                                        .setBICFI("COBADEFFXXX")));
        info.getCdtTrfTxInf().add(transfer(endToEndId, currency, sum));
        body.getPmtInf().add(info);
        return new MxPain00100109().setCstmrCdtTrfInitn(body).document();
    }

    private static CreditTransferTransaction34 transfer(
            String endToEndId, String currency, BigDecimal amount) {
        RemittanceInformation16 remittance = new RemittanceInformation16();
        remittance.getUstrd().add("Payout " + endToEndId);
        return new CreditTransferTransaction34()
                .setPmtId(new PaymentIdentification6().setEndToEndId(endToEndId))
                .setAmt(
                        new AmountType4Choice()
                                .setInstdAmt(
                                        new ActiveOrHistoricCurrencyAndAmount()
                                                .setCcy(currency)
                                                .setValue(amount)))
                .setCdtr(party("Merchant Ltd"))
                .setCdtrAcct(account(CREDITOR_IBAN))
                .setRmtInf(remittance);
    }

    private static PartyIdentification135 party(String name) {
        return new PartyIdentification135().setNm(name);
    }

    private static CashAccount38 account(String iban) {
        return new CashAccount38().setId(new AccountIdentification4Choice().setIBAN(iban));
    }
}
