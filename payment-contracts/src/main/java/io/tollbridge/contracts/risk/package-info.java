/** Owned by risk-service: the decision on an attempt. */
@NullMarked
package io.tollbridge.contracts.risk;

import org.jspecify.annotations.NullMarked;
