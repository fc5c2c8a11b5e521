/**
 * What happens to every request of a servlet service before and after its controller: request id,
 * deadline, identity, access by path, errors.
 */
@NullMarked
package io.tollbridge.starter.web;

import org.jspecify.annotations.NullMarked;
