/** Owned by operations-service: the business clock and the audit trail. */
@NullMarked
package io.tollbridge.contracts.operations;

import org.jspecify.annotations.NullMarked;
