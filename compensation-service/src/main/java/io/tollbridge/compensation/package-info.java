/** Finds out what became of operations whose outcome nobody knows, and makes the books agree. */
@NullMarked
package io.tollbridge.compensation;

import org.jspecify.annotations.NullMarked;
