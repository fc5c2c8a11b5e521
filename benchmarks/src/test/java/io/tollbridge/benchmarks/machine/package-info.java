@NullMarked
package io.tollbridge.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
