/** Tests of the service as a whole. */
@NullMarked
package io.tollbridge.finance;

import org.jspecify.annotations.NullMarked;
