/**
 * One class that stands in for Cassandra's own of the same name, so that Cassandra 5.0 starts on a
 * JDK without a security manager (24 and newer). It comes first on the class path of the child
 * process.
 */
@NullMarked
package org.apache.cassandra.security;

import org.jspecify.annotations.NullMarked;
