/**
 * The platform's people at work: what happened to one payment across all services, how the platform
 * is, what time it is, and who did what. Owns no money and decides nothing about it.
 */
@NullMarked
package io.tollbridge.operations;

import org.jspecify.annotations.NullMarked;
