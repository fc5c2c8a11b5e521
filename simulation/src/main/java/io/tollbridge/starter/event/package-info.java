/** What the simulation has to make here: a mirror without a topic, a batch for a subscription. */
@NullMarked
package io.tollbridge.starter.event;

import org.jspecify.annotations.NullMarked;
