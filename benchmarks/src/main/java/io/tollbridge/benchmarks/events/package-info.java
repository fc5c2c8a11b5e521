/**
 * What the platform says of its own work: records per topic and how far consumers are behind, both
 * from Kafka, and conditional writes from the services' meters. Reads only.
 */
@NullMarked
package io.tollbridge.benchmarks.events;

import org.jspecify.annotations.NullMarked;
