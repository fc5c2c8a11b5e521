package io.tollbridge.testkit;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.Statement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * A session in front of the real one that loses requests and answers by dice: the statement was
 * carried out, or it was not, and nobody is told. Where the process would have died instead, the
 * work is dropped and handed out again, which is the same for what it leaves behind.
 */
public final class FaultySession implements InvocationHandler, BeanPostProcessor {

    private final Random dice;
    private final AtomicInteger left = new AtomicInteger();
    private @Nullable CqlSession real;

    public FaultySession(long seed) {
        this.dice = new Random(seed);
    }

    /** Loses that many, about one in eight. */
    public void start(int faults) {
        left.set(faults);
    }

    /** How many are still to be lost. */
    public int left() {
        return left.get();
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof CqlSession session)) {
            return bean;
        }
        real = session;
        return Proxy.newProxyInstance(
                CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, this);
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        boolean async = method.getName().equals("executeAsync");
        boolean sent =
                (async || method.getName().equals("execute"))
                        && arguments != null
                        && arguments[0] instanceof Statement<?>;
        int roll = sent && left.get() > 0 ? roll() : -1;
        if (roll == 0) {
            return lost(async, "test: request lost");
        }
        try {
            var answer = method.invoke(real, arguments);
            return roll == 1 ? lost(async, "test: answer lost") : answer;
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }

    private static Object lost(boolean async, String what) {
        var timeout = new DriverTimeoutException(what);
        if (async) {
            return CompletableFuture.failedFuture(timeout);
        }
        throw timeout;
    }

    private synchronized int roll() {
        int roll = dice.nextInt(16);
        if (roll <= 1) {
            left.decrementAndGet();
        }
        return roll;
    }
}
