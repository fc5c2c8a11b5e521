package io.tollbridge.channel.bank;

import io.tollbridge.contracts.channels.BankApi;
import io.tollbridge.contracts.channels.PayoutAnswer;
import io.tollbridge.contracts.channels.PayoutOrder;
import io.tollbridge.starter.problem.ProblemException;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** Payout instructions, for settlement. */
@RestController
class BankController implements BankApi {

    private final List<Iso20022Bank> banks;

    BankController(List<Iso20022Bank> banks) {
        this.banks = banks;
    }

    @Override
    public PayoutAnswer instruct(String bank, PayoutOrder order) {
        return banks.stream()
                .filter(candidate -> candidate.name().equals(bank))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("bank", bank))
                .instruct(order);
    }
}
