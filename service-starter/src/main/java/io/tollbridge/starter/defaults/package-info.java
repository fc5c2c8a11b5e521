/** Settings that every service has, below whatever the service or its operator says. */
@NullMarked
package io.tollbridge.starter.defaults;

import org.jspecify.annotations.NullMarked;
