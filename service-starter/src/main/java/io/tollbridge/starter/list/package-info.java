/** Lists with cursors: {@code {object, url, has_more, next_cursor, data}}. */
@NullMarked
package io.tollbridge.starter.list;

import org.jspecify.annotations.NullMarked;
