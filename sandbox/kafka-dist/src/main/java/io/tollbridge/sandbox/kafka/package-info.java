/** The main class of the Kafka child process: formats its storage once, then runs the broker. */
@NullMarked
package io.tollbridge.sandbox.kafka;

import org.jspecify.annotations.NullMarked;
