package io.tollbridge.transaction.delivery;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DriverTimeoutException;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A session in front of the real one that cannot read an endpoint's jobs for a while. */
final class UnreadableTable implements InvocationHandler {

    private final CqlSession real;
    private volatile @Nullable String endpoint;

    UnreadableTable(CqlSession real) {
        this.real = real;
    }

    CqlSession session() {
        return (CqlSession)
                Proxy.newProxyInstance(
                        CqlSession.class.getClassLoader(), new Class<?>[] {CqlSession.class}, this);
    }

    /** Reads of this endpoint's jobs time out; null for nobody's. */
    void failFor(@Nullable String endpointId) {
        endpoint = endpointId;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object[] arguments)
            throws Throwable {
        if (method.getName().equals("executeAsync")
                && arguments[0] instanceof BoundStatement bound
                && bound.getPreparedStatement().getQuery().startsWith("SELECT")
                && Objects.equals(bound.getString(0), endpoint)) {
            return CompletableFuture.failedFuture(new DriverTimeoutException("test: no answer"));
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
