/** Tests of {@code balance}. */
@NullMarked
package io.tollbridge.accounting.balance;

import org.jspecify.annotations.NullMarked;
