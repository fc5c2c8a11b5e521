/**
 * What stands between us and a neighbour that may be slow: a limit on how long a caller waits.
 *
 * <ol>
 *   <li>Who stops waiting stops nothing: the operation may have moved money, so it runs on.
 *   <li>Its answer goes to exactly one place, the caller or whoever takes late ones.
 * </ol>
 */
@NullMarked
package io.tollbridge.channel.guard;

import org.jspecify.annotations.NullMarked;
