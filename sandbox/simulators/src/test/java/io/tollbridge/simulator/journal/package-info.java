@NullMarked
package io.tollbridge.simulator.journal;

import org.jspecify.annotations.NullMarked;
