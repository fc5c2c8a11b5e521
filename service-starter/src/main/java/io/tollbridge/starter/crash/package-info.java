/** Named points at which tests kill the process. */
@NullMarked
package io.tollbridge.starter.crash;

import org.jspecify.annotations.NullMarked;
