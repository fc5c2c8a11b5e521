/**
 * {@code ./tollbridge demo}: the main job from a merchant's first key to a payout, and the proof
 * that four books agree.
 */
@NullMarked
package io.tollbridge.sandbox.demo;

import org.jspecify.annotations.NullMarked;
