package io.tollbridge.sandbox.training;

import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs a service whose own jar is not on the class path of the process. */
public final class ServiceTraining {
    private ServiceTraining() {}

    /** Arguments: the service's jar, its main class, and what the service itself takes. */
    public static void main(String[] args)
            throws ReflectiveOperationException, MalformedURLException {
        var jar = new URL[] {Path.of(args[0]).toUri().toURL()};
        // Never closed: the service loads classes from it for as long as it runs.
        var loader = new URLClassLoader("service", jar, ServiceTraining.class.getClassLoader());
        Thread.currentThread().setContextClassLoader(loader);
        var main = loader.loadClass(args[1]).getMethod("main", String[].class);
        main.setAccessible(true);
        try {
            main.invoke(null, (Object) Arrays.copyOfRange(args, 2, args.length));
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(args[1] + " failed", e.getCause());
        }
    }
}
