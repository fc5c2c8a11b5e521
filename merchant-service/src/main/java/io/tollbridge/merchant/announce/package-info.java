/**
 * Makes every committed change known on Kafka, also when this process or Kafka dies in between.
 *
 * <p>Invariants: (1) a marker is written before the change it announces and goes only after the
 * change is published, or when it is too old for any write begun with it to be still on its way;
 * (2) what is published is read after the change, so it is never older than the marker; (3) the
 * last record of a key is the newest state: whoever publishes reads again and repeats when it was
 * overtaken meanwhile. Started by the other features and by its own sweeper; emits what its sources
 * say. Does not order events of different keys.
 */
@NullMarked
package io.tollbridge.merchant.announce;

import org.jspecify.annotations.NullMarked;
