/**
 * The main class of a training run, which records an AOT cache.
 *
 * <p>Invariant: a service's own jar is not on the recorded class path, so the cache fits every
 * service that has the same libraries.
 *
 * <p>Started by the platform launcher. Knows nothing about the service that it runs.
 */
@NullMarked
package io.tollbridge.sandbox.training;

import org.jspecify.annotations.NullMarked;
