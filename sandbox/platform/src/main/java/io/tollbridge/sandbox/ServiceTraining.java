package io.tollbridge.sandbox;

import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Runs a service whose jar is not on the class path, so that the recorded class path is the
 * libraries alone and the cache fits every service.
 */
final class ServiceTraining {
    private ServiceTraining() {}

    /** Arguments: the service's jar, its main class, and what the service itself takes. */
    public static void main(String[] args) throws Exception {
        var jar = new URL[] {Path.of(args[0]).toUri().toURL()};
        // Never closed: the service loads classes from it for as long as it runs.
        var loader = new URLClassLoader("service", jar, ServiceTraining.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var main = loader.loadClass(args[1]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw e;
        }
    }
}
