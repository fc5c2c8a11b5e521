package io.tollbridge.channel.iso8583;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Messages to bytes and back: ASCII, bitmaps as hex text. */
final class Iso8583Codec {

    private static final String ENCODING = "US-ASCII";

    private record Form(IsoType type, int length) {}

    private static final Map<Integer, Form> FORMS =
            Map.ofEntries(
                    form(2, IsoType.LLVAR, 0),
                    form(3, IsoType.NUMERIC, 6),
                    form(4, IsoType.NUMERIC, 12),
                    form(7, IsoType.NUMERIC, 10),
                    form(11, IsoType.NUMERIC, 6),
                    form(12, IsoType.NUMERIC, 6),
                    form(13, IsoType.NUMERIC, 4),
                    form(14, IsoType.NUMERIC, 4),
                    form(18, IsoType.NUMERIC, 4),
                    form(22, IsoType.NUMERIC, 3),
                    form(25, IsoType.NUMERIC, 2),
                    form(32, IsoType.LLVAR, 0),
                    form(33, IsoType.LLVAR, 0),
                    form(37, IsoType.ALPHA, 12),
                    form(38, IsoType.ALPHA, 6),
                    form(39, IsoType.ALPHA, 2),
                    form(41, IsoType.ALPHA, 8),
                    form(42, IsoType.ALPHA, 15),
                    form(48, IsoType.LLLVAR, 0),
                    form(49, IsoType.NUMERIC, 3),
                    form(54, IsoType.LLLVAR, 0),
                    form(60, IsoType.LLLVAR, 0),
                    form(62, IsoType.LLLVAR, 0),
                    form(70, IsoType.NUMERIC, 3),
                    form(90, IsoType.NUMERIC, 42),
                    form(95, IsoType.ALPHA, 42));

    private static final List<Integer> MESSAGE_TYPES =
            List.of(
                    0x0100, 0x0110, 0x0200, 0x0210, 0x0220, 0x0230, 0x0400, 0x0401, 0x0410, 0x0600,
                    0x0610, 0x0800, 0x0810);

    /** Type and bitmaps; the library logs a whole message whose type it does not know. */
    private static final Pattern HEAD =
            Pattern.compile("(01[01]0|02[0-3]0|04[01]0|0401|06[01]0|08[01]0)[0-9A-Fa-f]{16}");

    private static final int HEAD_BYTES = 20;

    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();

    Iso8583Codec() {
        factory.setCharacterEncoding(ENCODING);
        for (int type : MESSAGE_TYPES) {
            Map<Integer, FieldParseInfo> guide = new HashMap<>();
            FORMS.forEach((field, form) ->
                    guide.put(
                            field,
                            FieldParseInfo.getInstance(
                                    form.type(), form.length(), ENCODING, false)));
            factory.setParseMap(type, guide);
        }
        factory.freeze();
    }

    /** Thrown for bytes that are no message of this dialect. Its text quotes no content. */
    static final class UnreadableMessageException extends Exception {
        UnreadableMessageException(String message) {
            super(message, null, false, false);
        }
    }

    byte[] pack(Iso8583Message message) {
        IsoMessage packed = factory.newMessage(Integer.parseInt(message.mti(), 16));
        message.fields().forEach((field, value) -> put(packed, field, value));
        return packed.writeData();
    }

    private static void put(IsoMessage packed, int field, String value) {
        Form form = FORMS.get(field);
        if (form == null) {
            throw new IllegalArgumentException("DE" + field + " is not part of the dialect");
        }
        if (form.length() > 0 && value.length() > form.length()) {
            throw new IllegalArgumentException(
                    "DE" + field + ": too long (expected: at most " + form.length() + ")");
        }
        packed.setValue(field, value, form.type(), form.length());
    }

    Iso8583Message unpack(byte[] bytes) throws UnreadableMessageException {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD_BYTES), US_ASCII);
        if (!HEAD.matcher(head).matches()) {
            throw new UnreadableMessageException(
                    "message of " + bytes.length + " bytes: no type and bitmap of this dialect");
        }
        IsoMessage parsed;
        try {
            parsed = factory.parseMessage(bytes, 0);
        } catch (ParseException | UnsupportedEncodingException | RuntimeException e) {
            throw new UnreadableMessageException(
                    "message of " + bytes.length + " bytes: " + e.getClass().getSimpleName());
        }
        var fields = new TreeMap<Integer, String>();
        for (int field : FORMS.keySet()) {
            if (parsed.hasField(field)) {
                fields.put(field, parsed.getObjectValue(field).toString().strip());
            }
        }
        return new Iso8583Message(String.format("%04x", parsed.getType()), fields);
    }

    private static Map.Entry<Integer, Form> form(int field, IsoType type, int length) {
        return Map.entry(field, new Form(type, length));
    }
}
