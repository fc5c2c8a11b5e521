package io.tollbridge.operations.story;

import io.tollbridge.contracts.payments.PaymentView;
import io.tollbridge.contracts.payments.PaymentsApi;
import io.tollbridge.contracts.webhooks.WebhookDeliveriesApi;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.operations.section.Section;
import io.tollbridge.starter.http.ServiceCallException;
import io.tollbridge.starter.http.ServiceClients;
import java.time.Instant;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What siblings say of a payment right now. */
record LiveSections(PaymentsApi payments, WebhookDeliveriesApi webhooks, JsonMapper json) {

    private static final int NOT_FOUND = 404;

    /** The payment and its whole log, as core-engine has them. */
    record LivePayment(PaymentView payment, List<LiveEvent> events) {}

    record LiveEvent(long sequence, String type, Instant at, JsonNode body) {}

    Section coreEngine(PaymentId id) {
        return Section.ask(
                "core_engine",
                () -> {
                    try {
                        return Section.ok(new LivePayment(payments.read(id), log(id)));
                    } catch (ServiceCallException e) {
                        if (e.status() == NOT_FOUND) {
                            return Section.none("core-engine has no such payment");
                        }
                        throw e;
                    }
                });
    }

    private List<LiveEvent> log(PaymentId id) {
        return payments.events(id, 1).stream()
                .map(event ->
                        new LiveEvent(
                                event.sequence(),
                                event.type(),
                                event.at(),
                                json.readTree(event.body())))
                .toList();
    }

    Section webhooks(MerchantId merchant, Mode mode, PaymentId id) {
        return Section.ask("webhooks", () -> Section.of(webhooks.of(merchant, mode, id.value())));
    }

    @Configuration(proxyBeanMethods = false)
    static class Wiring {

        @Bean
        PaymentsApi paymentsApi(ServiceClients clients) {
            return clients.of("core-engine", PaymentsApi.class);
        }

        @Bean
        WebhookDeliveriesApi webhookDeliveriesApi(ServiceClients clients) {
            return clients.of("transaction", WebhookDeliveriesApi.class);
        }

        @Bean
        LiveSections liveSections(
                PaymentsApi payments, WebhookDeliveriesApi webhooks, JsonMapper json) {
            return new LiveSections(payments, webhooks, json);
        }
    }
}
