/** Tests of {@code seal}. */
@NullMarked
package io.tollbridge.accounting.seal;

import org.jspecify.annotations.NullMarked;
