package io.tollbridge.checkout.session;

import io.tollbridge.testkit.ServiceTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The same contract on real Cassandra; the sweeper rests, so that appointments stay. */
@ServiceTest
@TestPropertySource(properties = "tollbridge.checkout.sweep-every=1d")
class CassandraCheckoutStoreIT implements CheckoutStoreContract {

    @Autowired private CheckoutStore store;

    @Override
    public CheckoutStore store() {
        return store;
    }
}
