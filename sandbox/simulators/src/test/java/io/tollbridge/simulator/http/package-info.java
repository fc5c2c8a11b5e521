@NullMarked
package io.tollbridge.simulator.http;

import org.jspecify.annotations.NullMarked;
