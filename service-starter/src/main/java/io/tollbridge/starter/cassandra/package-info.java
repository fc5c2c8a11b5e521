/** The service keyspace, its migrations and the driver profiles. */
@NullMarked
package io.tollbridge.starter.cassandra;

import org.jspecify.annotations.NullMarked;
