@NullMarked
package io.tollbridge.benchmarks.load;

import org.jspecify.annotations.NullMarked;
