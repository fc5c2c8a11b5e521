package io.tollbridge.channel.vault;

import java.io.CharArrayWriter;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** What stands inside the JWE. The CVC never becomes a {@code String} on its way in. */
record CardPayload(String number, int expMonth, int expYear, @Nullable Cvv cvc) {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int CVC_CHARACTERS_MAX = 8;

    /** Reads the JSON; empty when it is not an object of the expected form. */
    static Optional<CardPayload> read(byte[] json) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), json)) {
            return in.nextToken() == JsonToken.START_OBJECT
                    ? Optional.of(readObject(in))
                    : Optional.empty();
        } catch (JacksonException _) {
            return Optional.empty(); // its text may quote the payload
        }
    }

    private static CardPayload readObject(JsonParser in) {
        String number = "";
        int month = 0;
        int year = 0;
        Cvv cvc = null;
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            switch (name) {
                case "number" -> number = digitsOf(text(in));
                case "exp_month" -> month = number(in);
                case "exp_year" -> year = fourDigits(number(in));
                case "cvc" -> cvc = cvc(in);
                default -> in.skipChildren();
            }
        }
        return new CardPayload(number, month, year, cvc);
    }

    private static String text(JsonParser in) {
        return in.currentToken().isScalarValue() ? in.getString() : "";
    }

    /** People write card numbers in groups. */
    private static String digitsOf(String number) {
        return number.replace(" ", "").replace("-", "");
    }

    private static int number(JsonParser in) {
        try {
            return Integer.parseInt(text(in).strip());
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    private static int fourDigits(int year) {
        return year >= 0 && year < 100 ? 2000 + year : year;
    }

    private static @Nullable Cvv cvc(JsonParser in) {
        if (in.currentToken() == JsonToken.VALUE_NULL) {
            return null;
        }
        var out = new CharArrayWriter(CVC_CHARACTERS_MAX);
        if (in.currentToken().isScalarValue()) {
            in.getString(out);
        }
        char[] characters = out.toCharArray();
        try {
            return characters.length == 0 ? null : new Cvv(characters);
        } finally {
            Arrays.fill(characters, '\0');
        }
    }

    OptionalInt cvcDigits() {
        return cvc == null ? OptionalInt.empty() : OptionalInt.of(cvc.digitCount());
    }

    void wipe() {
        if (cvc != null) {
            cvc.close();
        }
    }

    @Override
    public String toString() {
        return "CardPayload[***]";
    }
}
