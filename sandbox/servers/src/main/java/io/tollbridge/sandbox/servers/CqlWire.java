package io.tollbridge.sandbox.servers;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * As much of the CQL native protocol (version 4) as is needed to see that a node serves and to drop
 * a keyspace, without a driver on the class path.
 */
final class CqlWire implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final int PROBE_TIMEOUT_MILLIS = 2_000;
    private static final byte VERSION = 4;
    private static final byte OPTIONS = 5;
    private static final byte STARTUP = 1;
    private static final byte QUERY = 7;
    private static final byte SUPPORTED = 6;
    private static final byte READY = 2;
    private static final byte RESULT = 8;
    private static final int KIND_ROWS = 2;
    private static final int MORE_PAGES = 2;
    private static final short CONSISTENCY_ONE = 1;
    private static final short TYPE_TEXT = 0x000D;

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;

    private CqlWire(int port, int timeoutMillis) throws IOException {
        socket = new Socket();
        socket.setSoTimeout(timeoutMillis);
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeoutMillis);
        in = new DataInputStream(socket.getInputStream());
        out = new DataOutputStream(socket.getOutputStream());
    }

    static boolean isServing(int port) throws IOException {
        try (var wire = new CqlWire(port, PROBE_TIMEOUT_MILLIS)) {
            return wire.exchange(OPTIONS, new byte[0]).opcode() == SUPPORTED;
        }
    }

    static CqlWire connect(int port) throws IOException {
        var wire = new CqlWire(port, TIMEOUT_MILLIS);
        var options = ByteBuffer.allocate(64);
        options.putShort((short) 1);
        putString(options, "CQL_VERSION");
        putString(options, "3.0.0");
        Frame answer = wire.exchange(STARTUP, taken(options));
        if (answer.opcode() != READY) {
            wire.close();
            throw new IOException("CQL startup answered " + answer.opcode() + " (expected: READY)");
        }
        return wire;
    }

    List<String> keyspaces() throws IOException {
        return firstColumn(query("SELECT keyspace_name FROM system_schema.keyspaces"));
    }

    void dropKeyspace(String keyspace) throws IOException {
        query("DROP KEYSPACE IF EXISTS " + keyspace);
    }

    private ByteBuffer query(String cql) throws IOException {
        byte[] text = cql.getBytes(StandardCharsets.UTF_8);
        var body = ByteBuffer.allocate(text.length + 7);
        body.putInt(text.length).put(text).putShort(CONSISTENCY_ONE).put((byte) 0);
        Frame answer = exchange(QUERY, taken(body));
        if (answer.opcode() != RESULT) {
            throw new IOException(
                    "'" + cql + "' answered " + answer.opcode() + " (expected: RESULT)");
        }
        return answer.body();
    }

    private static List<String> firstColumn(ByteBuffer rows) throws IOException {
        int kind = rows.getInt();
        int flags = rows.getInt();
        int columns = rows.getInt();
        if (kind != KIND_ROWS || columns != 1 || (flags & MORE_PAGES) != 0) {
            throw new IOException("answer of kind " + kind + " (expected: one page, one column)");
        }
        string(rows); // keyspace
        string(rows); // table
        string(rows); // column
        if (rows.getShort() != TYPE_TEXT) {
            throw new IOException("the column is no text");
        }
        int count = rows.getInt();
        var values = new ArrayList<String>(count);
        for (int i = 0; i < count; i++) {
            byte[] value = new byte[rows.getInt()];
            rows.get(value);
            values.add(new String(value, StandardCharsets.UTF_8));
        }
        return values;
    }

    private record Frame(byte opcode, ByteBuffer body) {}

    private Frame exchange(byte opcode, byte[] body) throws IOException {
        out.writeByte(VERSION);
        out.writeByte(0);
        out.writeShort(0);
        out.writeByte(opcode);
        out.writeInt(body.length);
        out.write(body);
        out.flush();
        in.readInt(); // version, flags, stream
        byte answer = in.readByte();
        byte[] content = in.readNBytes(in.readInt());
        return new Frame(answer, ByteBuffer.wrap(content));
    }

    private static void putString(ByteBuffer buffer, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        buffer.putShort((short) bytes.length).put(bytes);
    }

    private static String string(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.getShort()];
        buffer.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] taken(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.position()];
        buffer.flip().get(bytes);
        return bytes;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
