/** Kernel types on the wire: ids as strings, money as amount and currency. */
@NullMarked
package io.tollbridge.starter.json;

import org.jspecify.annotations.NullMarked;
