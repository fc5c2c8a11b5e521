/** Errors as RFC 9457 {@code application/problem+json}, rendered in one place. */
@NullMarked
package io.tollbridge.starter.problem;

import org.jspecify.annotations.NullMarked;
