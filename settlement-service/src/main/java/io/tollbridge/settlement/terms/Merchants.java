package io.tollbridge.settlement.terms;

import io.tollbridge.contracts.merchants.MerchantChanged;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.starter.event.MirrorTable;
import io.tollbridge.starter.event.Mirrors;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.problem.ProblemException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The terms of all merchants, as merchant-service last published them. */
@Component
public class Merchants {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final MirrorTable<MerchantChanged> mirror;

    Merchants(Mirrors mirrors) {
        this.mirror = mirrors.mirror(MerchantChanged.class);
    }

    public Optional<MerchantTerms> find(MerchantId merchant) {
        return mirror.get(merchant.value()).map(row -> new MerchantTerms(row.merchant()));
    }

    /** The terms of a merchant that exists for certain, if need be after a short wait. */
    public MerchantTerms await(MerchantId merchant) {
        return new MerchantTerms(mirror.await(merchant.value(), PATIENCE).merchant());
    }

    /** The merchant a request is about: the caller's own, or the one an operator names. */
    public static MerchantId asked(Caller caller, @Nullable String merchantId) {
        if (!caller.isOperator()) {
            return caller.merchant();
        }
        if (merchantId == null) {
            throw ProblemException.badRequest(
                    "missing_parameter", "merchant_id", "merchant_id: (expected: a merchant's id)");
        }
        try {
            return new MerchantId(merchantId);
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "invalid_parameter", "merchant_id", String.valueOf(e.getMessage()));
        }
    }
}
