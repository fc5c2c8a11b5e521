/** The settlement service: what merchants have earned, when it is theirs, and paying it out. */
@NullMarked
package io.tollbridge.settlement;

import org.jspecify.annotations.NullMarked;
