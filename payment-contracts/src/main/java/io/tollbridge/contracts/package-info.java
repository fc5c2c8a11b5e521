/**
 * What crosses a service border. A package per owning service: event records, topic names and
 * internal HTTP interfaces. Records only, no logic, depends on the kernel only.
 *
 * <p>An event travels as a JSON record with its CloudEvents attributes in the Kafka headers; its
 * key is the aggregate's id, so that the events of one aggregate stay in order. On the wire every
 * name is snake_case, ids are strings and money is {@code {"amount": minor units, "currency":
 * "EUR"}}.
 */
@NullMarked
package io.tollbridge.contracts;

import org.jspecify.annotations.NullMarked;
