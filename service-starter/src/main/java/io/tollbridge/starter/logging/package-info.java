/**
 * Logs as one ECS JSON object per line, with card numbers masked wherever they stand. The
 * configuration is {@code logback-spring.xml}; a warning of Logback about it stops the start, since
 * a masker that was silently ignored would leak.
 */
@NullMarked
package io.tollbridge.starter.logging;

import org.jspecify.annotations.NullMarked;
