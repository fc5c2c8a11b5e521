/**
 * The rules of the house as tests, so that they hold without anyone remembering them. Each says
 * why.
 */
@NullMarked
package io.tollbridge.testkit.rules;

import org.jspecify.annotations.NullMarked;
