package io.tollbridge.sandbox.demo;

import io.tollbridge.sandbox.client.Addresses;
import io.tollbridge.sandbox.client.Merchant;

/** What a reader can try on the platform that the demo leaves running. */
final class Invitation {

    private Invitation() {}

    static void print(Steps steps, Addresses at, Merchant shop) {
        String gateway = at.gateway().toString();
        steps.line(
                """

                     secret key       %s
                     publishable key  %s
                     API reference    %s/docs

                     curl %s/v1/payments -H 'Authorization: Bearer %s'
                     curl %s/v1/balance -H 'Authorization: Bearer %s'
                     curl %s/v1/payments -H 'Authorization: Bearer %s' -H 'Idempotency-Key: my-first' \\
                          -H 'Content-Type: application/json' -d '{"amount": 1200, "currency": "EUR"}'
                     ./tollbridge token %s     # a card token, to pay with
                """,
                shop.secretKey(),
                shop.publishableKey(),
                gateway,
                gateway,
                shop.secretKey(),
                gateway,
                shop.secretKey(),
                gateway,
                shop.secretKey(),
                shop.publishableKey());
    }
}
