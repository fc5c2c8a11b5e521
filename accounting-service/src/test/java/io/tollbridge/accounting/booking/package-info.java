/** Tests of {@code booking}. */
@NullMarked
package io.tollbridge.accounting.booking;

import org.jspecify.annotations.NullMarked;
