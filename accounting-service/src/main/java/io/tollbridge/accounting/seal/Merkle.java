package io.tollbridge.accounting.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;

/**
 * The tree of hashes of RFC 6962, section 2.1, over SHA-256: leaves and nodes are hashed with
 * different prefixes, so that neither can pass for the other, and the left subtree is the largest
 * full one, so that no leaf has to be doubled to fill the tree.
 */
public final class Merkle {

    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private Merkle() {}

    /** A SHA-256; as text in hex. */
    public record Hash(ByteBuffer bytes) {

        private static final int LENGTH = 32;

        public Hash {
            bytes = bytes.asReadOnlyBuffer();
            if (bytes.remaining() != LENGTH) {
                throw new IllegalArgumentException(
                        "hash: " + bytes.remaining() + " bytes (expected: " + LENGTH + ")");
            }
        }

        /** Reads hex. */
        public static Hash of(String hex) {
            return new Hash(ByteBuffer.wrap(HexFormat.of().parseHex(hex)));
        }

        @Override
        public String toString() {
            byte[] copy = new byte[LENGTH];
            bytes.duplicate().get(copy);
            return HexFormat.of().formatHex(copy);
        }
    }

    /** The hash of one leaf's content. */
    public static Hash leaf(byte[] content) {
        var sha256 = sha256();
        sha256.update(LEAF);
        return new Hash(ByteBuffer.wrap(sha256.digest(content)));
    }

    /** The root over these leaves in this order; of none it is the hash of nothing. */
    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return new Hash(ByteBuffer.wrap(sha256().digest()));
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int left = leftOf(leaves.size());
        return node(root(leaves.subList(0, left)), root(leaves.subList(left, leaves.size())));
    }

    /** A tree that grows by a leaf at a time; it remembers a hash for each of its levels only. */
    public static final class Growing {

        private final Deque<Subtree> full = new ArrayDeque<>(); // the smallest first
        private long size;

        private record Subtree(Hash root, long size) {}

        public void add(Hash leaf) {
            var grown = new Subtree(leaf, 1);
            while (!full.isEmpty() && full.getFirst().size == grown.size) {
                var left = full.removeFirst();
                grown = new Subtree(node(left.root, grown.root), 2 * grown.size);
            }
            full.addFirst(grown);
            size++;
        }

        public long size() {
            return size;
        }

        /** The same as over a list of the leaves. */
        public Hash root() {
            return full.stream()
                    .map(Subtree::root)
                    .reduce((right, left) -> node(left, right))
                    .orElseGet(() -> Merkle.root(List.of()));
        }
    }

    /** The largest power of two below this number, which is above 1. */
    private static int leftOf(int size) {
        return Integer.highestOneBit(size - 1);
    }

    private static Hash node(Hash left, Hash right) {
        var sha256 = sha256();
        sha256.update(NODE);
        sha256.update(left.bytes.duplicate());
        sha256.update(right.bytes.duplicate());
        return new Hash(ByteBuffer.wrap(sha256.digest()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
