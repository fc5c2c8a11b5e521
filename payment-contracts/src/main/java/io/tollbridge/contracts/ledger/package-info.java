/** Owned by accounting-service: postings, as they were made, and their sums. */
@NullMarked
package io.tollbridge.contracts.ledger;

import org.jspecify.annotations.NullMarked;
