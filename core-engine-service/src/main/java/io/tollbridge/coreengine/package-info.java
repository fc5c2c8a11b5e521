/** core-engine-service: the payment aggregate and the choice of a channel. */
@NullMarked
package io.tollbridge.coreengine;

import org.jspecify.annotations.NullMarked;
