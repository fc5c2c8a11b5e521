@NullMarked
package io.tollbridge.benchmarks.floor;

import org.jspecify.annotations.NullMarked;
