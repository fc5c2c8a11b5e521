package io.tollbridge.merchant.lookup;

import io.tollbridge.contracts.merchants.KeyGrant;
import io.tollbridge.contracts.merchants.KeyPresented;
import io.tollbridge.contracts.merchants.MerchantApi;
import io.tollbridge.contracts.merchants.MerchantProfile;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.apikey.ApiKeys;
import io.tollbridge.merchant.profile.Merchants;
import org.springframework.web.bind.annotation.RestController;

/** Answers other services. */
@RestController
class LookupController implements MerchantApi {

    private final ApiKeys keys;
    private final Merchants merchants;

    LookupController(ApiKeys keys, Merchants merchants) {
        this.keys = keys;
        this.merchants = merchants;
    }

    @Override
    public KeyGrant authenticate(KeyPresented key) {
        return keys.authenticate(key.key());
    }

    @Override
    public MerchantProfile read(MerchantId merchantId) {
        return merchants.profile(merchantId);
    }
}
