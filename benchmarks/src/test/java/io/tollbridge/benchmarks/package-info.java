@NullMarked
package io.tollbridge.benchmarks;

import org.jspecify.annotations.NullMarked;
