package io.tollbridge.simulator.acquirer.iso;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The acquirer's ISO 8583:1987 dialect: field forms, framing, and which answer fits a request. */
public final class IsoDialect {

    private static final String ENCODING = "ISO-8859-1";
    private static final int MESSAGE_BYTES_MAX = 8_192;

    private record Form(IsoType type, int length) {}

    private static final Map<Integer, Form> FORMS =
            Map.ofEntries(
                    Map.entry(2, new Form(IsoType.LLVAR, 0)),
                    Map.entry(3, new Form(IsoType.NUMERIC, 6)),
                    Map.entry(4, new Form(IsoType.NUMERIC, 12)),
                    Map.entry(7, new Form(IsoType.NUMERIC, 10)),
                    Map.entry(11, new Form(IsoType.NUMERIC, 6)),
                    Map.entry(12, new Form(IsoType.NUMERIC, 6)),
                    Map.entry(13, new Form(IsoType.NUMERIC, 4)),
                    Map.entry(14, new Form(IsoType.NUMERIC, 4)),
                    Map.entry(18, new Form(IsoType.NUMERIC, 4)),
                    Map.entry(22, new Form(IsoType.NUMERIC, 3)),
                    Map.entry(25, new Form(IsoType.NUMERIC, 2)),
                    Map.entry(32, new Form(IsoType.LLVAR, 0)),
                    Map.entry(33, new Form(IsoType.LLVAR, 0)),
                    Map.entry(37, new Form(IsoType.ALPHA, 12)),
                    Map.entry(38, new Form(IsoType.ALPHA, 6)),
                    Map.entry(39, new Form(IsoType.ALPHA, 2)),
                    Map.entry(41, new Form(IsoType.ALPHA, 8)),
                    Map.entry(42, new Form(IsoType.ALPHA, 15)),
                    Map.entry(48, new Form(IsoType.LLLVAR, 0)),
                    Map.entry(49, new Form(IsoType.NUMERIC, 3)),
                    Map.entry(54, new Form(IsoType.LLLVAR, 0)),
                    Map.entry(60, new Form(IsoType.LLLVAR, 0)),
                    Map.entry(62, new Form(IsoType.LLLVAR, 0)),
                    Map.entry(70, new Form(IsoType.NUMERIC, 3)),
                    Map.entry(90, new Form(IsoType.NUMERIC, 42)),
                    Map.entry(95, new Form(IsoType.ALPHA, 42)));

    private static final int[] MESSAGE_TYPES = {
        0x0100, 0x0110, 0x0200, 0x0210, 0x0220, 0x0230, 0x0400, 0x0401, 0x0410, 0x0600, 0x0610,
        0x0800, 0x0810
    };

    private static final int[] ECHOED = {3, 4, 7, 11, 32, 37, 41, 42, 49, 60};
    private static final int[] ECHOED_BY_NETWORK_ANSWER = {7, 11, 70};

    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();

    public IsoDialect() {
        factory.setCharacterEncoding(ENCODING);
        factory.setUseBinaryBitmap(false);
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

    IsoMessage parse(byte[] message) throws ParseException, UnsupportedEncodingException {
        return factory.parseMessage(message, 0);
    }

    IsoMessage newMessage(int type) {
        return factory.newMessage(type);
    }

    /** The answer to a request, with the fields that every answer echoes and DE39. */
    IsoMessage answer(IsoMessage request, String responseCode) {
        IsoMessage answer = factory.newMessage((request.getType() & 0x0ff0) + 0x0010);
        int[] echoed = request.getType() == 0x0800 ? ECHOED_BY_NETWORK_ANSWER : ECHOED;
        answer.copyFieldsFrom(request, echoed);
        set(answer, 39, responseCode);
        return answer;
    }

    static void set(IsoMessage message, int field, String value) {
        Form form = FORMS.get(field);
        if (form == null) {
            throw new IllegalArgumentException("DE" + field + " is not part of the dialect");
        }
        message.setValue(field, value, form.type(), form.length());
    }

    static @Nullable String text(IsoMessage message, int field) {
        Object value = message.hasField(field) ? message.getObjectValue(field) : null;
        String text = value == null ? "" : value.toString().strip();
        return text.isEmpty() ? null : text;
    }

    /** The next message body, or null at the end of the stream. */
    static byte @Nullable [] readFrame(DataInputStream in) throws IOException {
        int high = in.read();
        if (high < 0) {
            return null;
        }
        int length = (high << 8) | in.readUnsignedByte();
        if (length == 0 || length > MESSAGE_BYTES_MAX) {
            throw new IOException("frame of " + length + " bytes (expected: 1 to 8192)");
        }
        byte[] body = new byte[length];
        in.readFully(body);
        return body;
    }

    static void writeFrame(DataOutputStream out, IsoMessage message) throws IOException {
        byte[] body = message.writeData();
        out.writeShort(body.length);
        out.write(body);
        out.flush();
    }
}
