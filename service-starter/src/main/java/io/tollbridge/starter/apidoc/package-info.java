/**
 * What a servlet service says of its own API: an OpenAPI document at {@code /v3/api-docs}, read
 * from its controllers.
 *
 * <p>Invariants: (1) it shows {@code /v1} and {@code /ops} only, never what is for services alone;
 * (2) it is read by services only, and so by the gateway, which merges all of them into one page;
 * (3) a start pays nothing for it: it is made when it is first asked for. Emits nothing.
 */
@NullMarked
package io.tollbridge.starter.apidoc;

import org.jspecify.annotations.NullMarked;
