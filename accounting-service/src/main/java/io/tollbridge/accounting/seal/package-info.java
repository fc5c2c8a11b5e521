/**
 * Owns how a set of postings becomes one hash that anybody can recompute: the bytes of a posting
 * ({@code Leaf}), the tree over them ({@code Merkle}, as in RFC 6962), the chain of such hashes
 * ({@code Seal}), and which posting is not what it was ({@code Audit}).
 *
 * <p>Invariants: (1) postings that differ in anything have different leaves, and equal ones have
 * equal leaves wherever they are computed; (2) the encoding has a version and a version never
 * changes: what was hashed by it has to be hashed by it again; (3) one other, one missing, one
 * added or one displaced leaf gives another root.
 *
 * <p>Pure: reads nothing, keeps nothing, emits nothing. Does not decide which postings belong
 * together; no store or schedule calls it yet.
 */
@NullMarked
package io.tollbridge.accounting.seal;

import org.jspecify.annotations.NullMarked;
