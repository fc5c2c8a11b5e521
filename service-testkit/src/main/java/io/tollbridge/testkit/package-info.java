/**
 * What tests of every service share: real servers, signed identities, house rules. Test scope only.
 */
@NullMarked
package io.tollbridge.testkit;

import org.jspecify.annotations.NullMarked;
