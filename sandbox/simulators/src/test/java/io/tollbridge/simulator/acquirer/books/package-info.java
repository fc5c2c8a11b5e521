@NullMarked
package io.tollbridge.simulator.acquirer.books;

import org.jspecify.annotations.NullMarked;
