/** Secrets, read from files, never from the environment or arguments. */
@NullMarked
package io.tollbridge.starter.secret;

import org.jspecify.annotations.NullMarked;
