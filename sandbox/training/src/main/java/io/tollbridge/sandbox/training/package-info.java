/**
 * The main class of a training run, which records an AOT cache.
 *
 * <p>Invariant: nothing of this repository but this class is on the recorded class path, so the
 * cache stays valid until a third-party library or the JDK changes.
 *
 * <p>Started by the platform launcher. Knows nothing about the service that it runs.
 */
@NullMarked
package io.tollbridge.sandbox.training;

import org.jspecify.annotations.NullMarked;
