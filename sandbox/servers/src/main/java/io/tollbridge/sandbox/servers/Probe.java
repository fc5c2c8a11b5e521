package io.tollbridge.sandbox.servers;

import java.io.IOException;

/** Asks a server whether it is ready. */
@FunctionalInterface
public interface Probe {
    /** True when ready; an {@link IOException} counts as "not yet". */
    boolean isReady() throws IOException;
}
