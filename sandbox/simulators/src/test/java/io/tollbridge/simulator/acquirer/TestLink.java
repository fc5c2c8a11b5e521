package io.tollbridge.simulator.acquirer;

import com.solab.iso8583.IsoMessage;
import com.solab.iso8583.IsoType;
import com.solab.iso8583.MessageFactory;
import com.solab.iso8583.parse.FieldParseInfo;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of the acquirer with a field table of its own, so that both sides can be wrong. */
final class TestLink implements AutoCloseable {

    private static final AtomicInteger STANS = new AtomicInteger(100);
    private static final int[] TYPES = {0x0110, 0x0210, 0x0230, 0x0410, 0x0610, 0x0810};

    private final MessageFactory<IsoMessage> factory = new MessageFactory<>();
    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    TestLink(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5_000);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
        Map<Integer, FieldParseInfo> fields = new HashMap<>();
        Map.of(3, 6, 4, 12, 7, 10, 11, 6, 49, 3, 70, 3)
                .forEach((de, length) -> fields.put(de, fixed(IsoType.NUMERIC, length)));
        Map.of(37, 12, 38, 6, 39, 2, 41, 8, 42, 15)
                .forEach((de, length) -> fields.put(de, fixed(IsoType.ALPHA, length)));
        fields.put(32, fixed(IsoType.LLVAR, 0));
        fields.put(60, fixed(IsoType.LLLVAR, 0));
        fields.put(62, fixed(IsoType.LLLVAR, 0));
        for (int type : TYPES) {
            factory.setParseMap(type, fields);
        }
    }

    static TestLink signedOn(int port) throws IOException {
        TestLink link = new TestLink(port);
        IsoMessage answer = link.ask(link.network("001"));
        if (!"00".equals(answer.getObjectValue(39))) {
            throw new IOException("sign-on refused");
        }
        return link;
    }

    private static FieldParseInfo fixed(IsoType type, int length) {
        return FieldParseInfo.getInstance(type, length, "US-ASCII", false);
    }

    IsoMessage network(String code) {
        return stamped(0x0800).setValue(70, code, IsoType.NUMERIC, 3);
    }

    IsoMessage purchase(String reference, long amount, String pan) {
        return card(0x0200, reference, amount, pan).setValue(3, "000000", IsoType.NUMERIC, 6);
    }

    IsoMessage authorise(String reference, long amount) {
        return card(0x0100, reference, amount, "4242424242424242");
    }

    IsoMessage capture(String reference, IsoMessage original, long amount) {
        return money(0x0220, reference, amount)
                .setValue(90, originalData(original), IsoType.NUMERIC, 42)
                .setValue(62, original.getObjectValue(60), IsoType.LLLVAR, 0);
    }

    IsoMessage refund(String reference, IsoMessage original, long amount) {
        return money(0x0200, reference, amount)
                .setValue(3, "200000", IsoType.NUMERIC, 6)
                .setValue(90, originalData(original), IsoType.NUMERIC, 42)
                .setValue(62, original.getObjectValue(60), IsoType.LLLVAR, 0);
    }

    IsoMessage reverse(IsoMessage original) {
        return stamped(0x0400)
                .setValue(90, originalData(original), IsoType.NUMERIC, 42)
                .setValue(62, original.getObjectValue(60), IsoType.LLLVAR, 0);
    }

    IsoMessage inquire(String reference) {
        return stamped(0x0600).setValue(62, reference, IsoType.LLLVAR, 0);
    }

    private IsoMessage card(int type, String reference, long amount, String pan) {
        return money(type, reference, amount)
                .setValue(2, pan, IsoType.LLVAR, 0)
                .setValue(14, "3012", IsoType.NUMERIC, 4)
                .setValue(18, "5411", IsoType.NUMERIC, 4)
                .setValue(22, "810", IsoType.NUMERIC, 3)
                .setValue(25, "59", IsoType.NUMERIC, 2)
                .setValue(48, "9203123", IsoType.LLLVAR, 0);
    }

    private IsoMessage money(int type, String reference, long amount) {
        return stamped(type)
                .setValue(4, String.format("%012d", amount), IsoType.NUMERIC, 12)
                .setValue(32, "000123", IsoType.LLVAR, 0)
                .setValue(37, "RRN" + String.format("%09d", STANS.get()), IsoType.ALPHA, 12)
                .setValue(41, "TERM0001", IsoType.ALPHA, 8)
                .setValue(42, "MERCHANT0000001", IsoType.ALPHA, 15)
                .setValue(49, "978", IsoType.NUMERIC, 3)
                .setValue(60, reference, IsoType.LLLVAR, 0);
    }

    private IsoMessage stamped(int type) {
        return factory.newMessage(type)
                .setValue(7, "1122101500", IsoType.NUMERIC, 10)
                .setValue(11, String.format("%06d", STANS.incrementAndGet()), IsoType.NUMERIC, 6);
    }

    static String originalData(IsoMessage original) {
        return String.format("%04x", original.getType())
                + original.getObjectValue(11)
                + original.getObjectValue(7)
                + "00000000123"
                + "00000000000";
    }

    void send(IsoMessage request) throws IOException {
        byte[] body = request.writeData();
        out.writeShort(body.length);
        out.write(body);
        out.flush();
    }

    void sendRaw(String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        out.writeShort(bytes.length);
        out.write(bytes);
        out.flush();
    }

    IsoMessage ask(IsoMessage request) throws IOException {
        send(request);
        return receive();
    }

    IsoMessage receive() throws IOException {
        byte[] body = new byte[in.readUnsignedShort()];
        in.readFully(body);
        try {
            return Objects.requireNonNull(factory.parseMessage(body, 0));
        } catch (ParseException unreadable) {
            throw new IOException("unreadable answer", unreadable);
        }
    }

    /** Empty when nothing comes in time. */
    Optional<IsoMessage> receiveWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            return Optional.of(receive());
        } catch (SocketTimeoutException _) {
            return Optional.empty();
        } finally {
            socket.setSoTimeout(5_000);
        }
    }

    static String code(IsoMessage answer) {
        return answer.getObjectValue(39);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
