/** Tests of {@code report}. */
@NullMarked
package io.tollbridge.finance.report;

import org.jspecify.annotations.NullMarked;
