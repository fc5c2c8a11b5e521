/** Tests of {@code posting}. */
@NullMarked
package io.tollbridge.accounting.posting;

import org.jspecify.annotations.NullMarked;
