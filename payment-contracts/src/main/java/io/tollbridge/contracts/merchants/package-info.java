/**
 * Owned by merchant-service: who merchants are, their keys and plans. The topic is compacted: the
 * newest record of a key tells all.
 */
@NullMarked
package io.tollbridge.contracts.merchants;

import org.jspecify.annotations.NullMarked;
