package io.tollbridge.starter.json;

import io.tollbridge.kernel.AttemptId;
import io.tollbridge.kernel.CardToken;
import io.tollbridge.kernel.Currency;
import io.tollbridge.kernel.DisputeId;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.kernel.Mode;
import io.tollbridge.kernel.Money;
import io.tollbridge.kernel.PaymentId;
import io.tollbridge.kernel.RefundId;
import io.tollbridge.kernel.TypedId;
import java.util.function.Function;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.deser.std.StdDeserializer;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;

/** How kernel types stand in JSON. Whatever is malformed is refused with the kernel's own words. */
public final class KernelModule extends SimpleModule {

    public KernelModule() {
        super("tollbridge-kernel");
        addSerializer(new Text<>(TypedId.class, TypedId::value));
        addSerializer(new Text<>(Mode.class, Mode::wire));
        addSerializer(new Text<>(Currency.class, Currency::code));
        addSerializer(new MoneyWriter());
        addDeserializer(PaymentId.class, new FromText<>(PaymentId.class, PaymentId::new));
        addDeserializer(AttemptId.class, new FromText<>(AttemptId.class, AttemptId::new));
        addDeserializer(RefundId.class, new FromText<>(RefundId.class, RefundId::new));
        addDeserializer(DisputeId.class, new FromText<>(DisputeId.class, DisputeId::new));
        addDeserializer(MerchantId.class, new FromText<>(MerchantId.class, MerchantId::new));
        addDeserializer(CardToken.class, new FromText<>(CardToken.class, CardToken::new));
        addDeserializer(Mode.class, new FromText<>(Mode.class, Mode::ofWire));
        addDeserializer(Currency.class, new FromText<>(Currency.class, Currency::of));
        addDeserializer(Money.class, new MoneyReader());
    }

    private static final class Text<T> extends StdSerializer<T> {
        private final Function<T, String> text;

        Text(Class<T> type, Function<T, String> text) {
            super(type);
            this.text = text;
        }

        @Override
        public void serialize(T value, JsonGenerator out, SerializationContext context) {
            out.writeString(text.apply(value));
        }
    }

    private static final class FromText<T> extends StdDeserializer<T> {
        private final Function<String, T> make;

        FromText(Class<T> type, Function<String, T> make) {
            super(type);
            this.make = make;
        }

        @Override
        public T deserialize(JsonParser in, DeserializationContext context) {
            String text = in.getValueAsString();
            try {
                return make.apply(text == null ? "" : text);
            } catch (IllegalArgumentException e) {
                return context.reportInputMismatch(this, "%s", String.valueOf(e.getMessage()));
            }
        }
    }

    private static final class MoneyWriter extends StdSerializer<Money> {
        MoneyWriter() {
            super(Money.class);
        }

        @Override
        public void serialize(Money money, JsonGenerator out, SerializationContext context) {
            out.writeStartObject();
            out.writeNumberProperty("amount", money.minorUnits());
            out.writeStringProperty("currency", money.currency().code());
            out.writeEndObject();
        }
    }

    private static final class MoneyReader extends StdDeserializer<Money> {
        MoneyReader() {
            super(Money.class);
        }

        @Override
        public Money deserialize(JsonParser in, DeserializationContext context) {
            JsonNode node = context.readTree(in);
            JsonNode amount = node.path("amount");
            String currency = node.path("currency").asString("");
            if (!amount.canConvertToLong() || !amount.isIntegralNumber()) {
                return context.reportInputMismatch(this, "amount: (expected: whole minor units)");
            }
            return Currency.find(currency)
                    .map(known -> new Money(amount.longValue(), known))
                    .orElseGet(() ->
                            context.reportInputMismatch(
                                    this, "currency: %s (expected: ISO 4217)", currency));
        }
    }
}
