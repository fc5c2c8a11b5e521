/** What the simulation has to make here: the real outbox on virtual time. */
@NullMarked
package io.tollbridge.starter.aggregate;

import org.jspecify.annotations.NullMarked;
