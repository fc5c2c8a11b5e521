@NullMarked
package io.tollbridge.simulator.bank;

import org.jspecify.annotations.NullMarked;
