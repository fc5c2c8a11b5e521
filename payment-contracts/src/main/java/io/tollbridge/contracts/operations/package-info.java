/** Owned by operations-service: the business clock, the audit trail, and what services tell it. */
@NullMarked
package io.tollbridge.contracts.operations;

import org.jspecify.annotations.NullMarked;
