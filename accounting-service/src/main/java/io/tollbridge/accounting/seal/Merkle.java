package io.tollbridge.accounting.seal;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
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

    /** What proves that a leaf is in the tree: the hashes beside its way up, lowest first. */
    public static List<Hash> proof(List<Hash> leaves, int index) {
        if (leaves.size() == 1 && index == 0) {
            return List.of();
        }
        int left = leftOf(leaves.size());
        var lower = leaves.subList(0, left);
        var upper = leaves.subList(left, leaves.size());
        boolean inLower = index < left;
        var proof = new ArrayList<>(inLower ? proof(lower, index) : proof(upper, index - left));
        proof.add(root(inLower ? upper : lower));
        return proof;
    }

    /**
     * The root that a leaf and its proof lead to; the leaf is in the tree when this is its root.
     *
     * @param size how many leaves the tree has
     */
    public static Hash rootOf(Hash leaf, int index, int size, List<Hash> proof) {
        if (index < 0 || index >= size) {
            throw new IllegalArgumentException(
                    "index " + index + " (expected: 0 to " + (size - 1) + ")");
        }
        if (size == 1) {
            if (!proof.isEmpty()) {
                throw new IllegalArgumentException(
                        "proof: " + proof.size() + " hashes too many (expected: none left)");
            }
            return leaf;
        }
        if (proof.isEmpty()) {
            throw new IllegalArgumentException(
                    "proof: ends below a tree of " + size + " leaves (expected: at a leaf)");
        }
        var below = proof.subList(0, proof.size() - 1);
        int left = leftOf(size);
        return index < left
                ? node(rootOf(leaf, index, left, below), proof.getLast())
                : node(proof.getLast(), rootOf(leaf, index - left, size - left, below));
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
