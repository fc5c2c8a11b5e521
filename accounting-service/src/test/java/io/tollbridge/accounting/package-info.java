/** Fixtures of the ledger's tests. */
@NullMarked
package io.tollbridge.accounting;

import org.jspecify.annotations.NullMarked;
