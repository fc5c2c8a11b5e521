/**
 * What stands between us and a neighbour that may be slow: a limit on how long a caller waits.
 *
 * <ol>
 *   <li>Who stops waiting stops nothing: the operation may have moved money, so it runs on.
 *   <li>An answer after the limit goes to whoever takes late ones, and only there.
 * </ol>
 */
@NullMarked
package io.tollbridge.channel.guard;

import org.jspecify.annotations.NullMarked;
