/** finance-service: what merchants and the platform's owners read of the books. */
@NullMarked
package io.tollbridge.finance;

import org.jspecify.annotations.NullMarked;
