package io.tollbridge.contracts.merchants;

/** An API key as presented by a caller; never logged. */
public record KeyPresented(String key) {

    @Override
    public String toString() {
        return "KeyPresented[masked]";
    }
}
