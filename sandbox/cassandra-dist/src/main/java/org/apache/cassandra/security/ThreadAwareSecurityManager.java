package org.apache.cassandra.security;

/** The original guards user-defined functions, which the sandbox keeps switched off. */
public final class ThreadAwareSecurityManager {
    private ThreadAwareSecurityManager() {}

    public static void install() {}

    public static boolean isSecuredThread() {
        return false;
    }
}
