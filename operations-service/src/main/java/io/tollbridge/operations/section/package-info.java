/**
 * Answers in parts: each says for itself whether it is there, so that one absent service does not
 * hide the rest. Owns nothing but that shape.
 */
@NullMarked
package io.tollbridge.operations.section;

import org.jspecify.annotations.NullMarked;
