@NullMarked
package io.tollbridge.simulator;

import org.jspecify.annotations.NullMarked;
