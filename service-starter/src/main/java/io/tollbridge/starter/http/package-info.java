/**
 * Calls to sibling services: one client per interface with identity, deadline, breaker, bulkhead.
 */
@NullMarked
package io.tollbridge.starter.http;

import org.jspecify.annotations.NullMarked;
