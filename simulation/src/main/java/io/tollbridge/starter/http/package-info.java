/** What the simulation has to make here: how calls of siblings fail. */
@NullMarked
package io.tollbridge.starter.http;

import org.jspecify.annotations.NullMarked;
