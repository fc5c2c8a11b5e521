/** The record of what has happened, for reading, searching and being told. */
@NullMarked
package io.tollbridge.transaction;

import org.jspecify.annotations.NullMarked;
