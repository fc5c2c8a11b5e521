package io.tollbridge.accounting.booking;

import io.tollbridge.accounting.balance.BalanceStore;
import io.tollbridge.accounting.balance.Balances;
import io.tollbridge.accounting.posting.Posting;
import io.tollbridge.accounting.posting.PostingStore;
import io.tollbridge.accounting.seal.PlaceIndex;
import io.tollbridge.kernel.Mode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/** A bookkeeper with somebody at its elbow before and after everything it does. */
final class Interrupted {

    /** Called around each step; may throw, or do something in between. */
    interface Elbow {
        void at(String step);
    }

    private Interrupted() {}

    static Bookkeeper bookkeeper(
            PostingStore postings,
            PlaceIndex index,
            Consumer<List<Posting>> announce,
            BalanceStore balances,
            Elbow elbow) {
        return new Bookkeeper(
                Mode.TEST,
                around(PostingStore.class, postings, elbow),
                around(PlaceIndex.class, index, elbow),
                told -> {
                    elbow.at("before announce");
                    announce.accept(told);
                    elbow.at("after announce");
                },
                new Balances(around(BalanceStore.class, balances, elbow)));
    }

    private static <T> T around(Class<T> type, T target, Elbow elbow) {
        Object proxy =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (_, method, arguments) -> {
                            elbow.at("before " + method.getName());
                            Object result;
                            try {
                                result = method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw Objects.requireNonNull(e.getCause());
                            }
                            elbow.at("after " + method.getName());
                            return result;
                        });
        return type.cast(proxy);
    }
}
