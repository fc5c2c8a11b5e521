@NullMarked
package io.tollbridge.benchmarks.events;

import org.jspecify.annotations.NullMarked;
