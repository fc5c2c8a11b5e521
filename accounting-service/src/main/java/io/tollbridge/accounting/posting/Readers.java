package io.tollbridge.accounting.posting;

import io.tollbridge.starter.identity.Caller;

/** Who may read what: a merchant its own sub-accounts, the platform's people all. */
public final class Readers {

    private Readers() {}

    /** Says whether an account is shown to this caller. */
    public static boolean mayRead(Caller caller, Account account) {
        return caller.kind() != Caller.Kind.MERCHANT || account.isOf(caller.merchant());
    }
}
