/** The reconciliation service: what channels and banks say against what we know. */
@NullMarked
package io.tollbridge.reconciliation;

import org.jspecify.annotations.NullMarked;
