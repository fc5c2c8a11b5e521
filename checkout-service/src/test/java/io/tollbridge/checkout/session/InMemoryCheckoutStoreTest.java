package io.tollbridge.checkout.session;

class InMemoryCheckoutStoreTest implements CheckoutStoreContract {

    private final CheckoutStore store = new InMemoryCheckoutStore();

    @Override
    public CheckoutStore store() {
        return store;
    }
}
