/** What the simulation has to make here: core-engine as its configuration does. */
@NullMarked
package io.tollbridge.coreengine.command;

import org.jspecify.annotations.NullMarked;
