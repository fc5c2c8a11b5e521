@NullMarked
package io.tollbridge.simulator.acquirer;

import org.jspecify.annotations.NullMarked;
