package io.tollbridge.transaction.delivery;

import io.tollbridge.contracts.webhooks.WebhookDeliveriesApi;
import io.tollbridge.contracts.webhooks.WebhookDeliveryView;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.transaction.delivery.CassandraDeliveryStore.Progress;
import io.tollbridge.transaction.delivery.WebhookJob.Target;
import io.tollbridge.transaction.endpoint.EndpointBook;
import java.util.Comparator;
import java.util.List;
import org.springframework.web.bind.annotation.RestController;

/** How the events of one object went out, for operations. */
@RestController
class WebhookDeliveriesController implements WebhookDeliveriesApi {

    private final EndpointBook book;
    private final CassandraDeliveryStore store;

    WebhookDeliveriesController(EndpointBook book, CassandraDeliveryStore store) {
        this.book = book;
        this.store = store;
    }

    @Override
    public List<WebhookDeliveryView> of(MerchantId merchantId, Mode mode, String objectId) {
        return book.of(merchantId, mode).stream()
                .map(endpoint -> store.read(new Target(endpoint.id(), objectId)))
                .flatMap(List::stream)
                .map(WebhookDeliveriesController::view)
                .sorted(Comparator.comparing(WebhookDeliveryView::at))
                .toList();
    }

    private static WebhookDeliveryView view(Progress progress) {
        var job = progress.job();
        boolean waits = progress.state() == null;
        String status =
                progress.state() != null
                        ? progress.state()
                        : job.attempts() == 0 ? "pending" : "failed";
        return new WebhookDeliveryView(
                job.endpointId(),
                job.objectId() + ":" + job.sequence(),
                job.type(),
                status,
                job.attempts(),
                job.at(),
                waits ? job.dueAt() : null);
    }
}
