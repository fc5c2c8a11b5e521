/**
 * Merchants and their clients: what they ask for, drawn from a seed, and what came of it.
 *
 * <p>Invariants: (1) a client asks until it has an answer, with the same key and the same body;
 * what it saw on the way is its history; (2) what is drawn follows from the seed and the client's
 * number, though what is possible also follows from the answers.
 */
@NullMarked
package io.tollbridge.soak.workload;

import org.jspecify.annotations.NullMarked;
