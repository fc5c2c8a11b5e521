package io.tollbridge.starter.apidoc;

import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.starter.identity.Caller;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import tools.jackson.databind.JsonNode;

/** How kernel types stand in the document: as in our JSON. */
final class KernelSchemas {

    private KernelSchemas() {}

    static void register() {
        var config = SpringDocUtils.getConfig();
        // They come from headers: the document names those itself.
        config.addRequestWrapperToIgnore(Caller.class, IdempotencyKey.class);
        config.replaceWithSchema(PaymentId.class, id(PaymentId.PREFIX));
        config.replaceWithSchema(AttemptId.class, id(AttemptId.PREFIX));
        config.replaceWithSchema(RefundId.class, id(RefundId.PREFIX));
        config.replaceWithSchema(DisputeId.class, id(DisputeId.PREFIX));
        config.replaceWithSchema(MerchantId.class, id(MerchantId.PREFIX));
        config.replaceWithSchema(CardToken.class, id(CardToken.PREFIX));
        config.replaceWithSchema(Currency.class, currency());
        config.replaceWithSchema(
                Mode.class, new StringSchema()._enum(List.of(Mode.TEST.wire(), Mode.LIVE.wire())));
        config.replaceWithSchema(Money.class, money());
        config.replaceWithSchema(JsonNode.class, new Schema<>());
    }

    private static Schema<String> id(String prefix) {
        return text("^" + prefix + "[A-Za-z0-9_-]+$");
    }

    private static Schema<String> currency() {
        return text("^[A-Z]{3}$");
    }

    private static Schema<String> text(String pattern) {
        var text = new StringSchema();
        text.setPattern(pattern);
        return text;
    }

    private static Schema<Object> money() {
        var money = new ObjectSchema();
        money.addProperty("amount", new IntegerSchema().format("int64"));
        money.addProperty("currency", currency());
        money.setRequired(List.of("amount", "currency"));
        return money;
    }
}
