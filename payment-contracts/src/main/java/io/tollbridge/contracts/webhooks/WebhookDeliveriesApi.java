package io.tollbridge.contracts.webhooks;

import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import java.util.List;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** What operations asks when somebody says that a webhook did not come. */
@HttpExchange("/internal/v1/webhook_deliveries")
public interface WebhookDeliveriesApi {

    /** The deliveries of an object's events, a line per endpoint of the merchant and event. */
    @GetExchange
    List<WebhookDeliveryView> of(
            @RequestParam MerchantId merchantId,
            @RequestParam Mode mode,
            @RequestParam String objectId);
}
