package io.tollbridge.gateway.routes;

import static org.assertj.core.api.Assertions.assertThat;

import io.tollbridge.gateway.routes.Target.Access;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutePolicyTest {

    @ParameterizedTest
    @CsvSource({
        "POST, /v1/payments, core-engine",
        "GET, /v1/payments, transaction",
        "GET, /v1/payments/pay_1, core-engine",
        "POST, /v1/payments/pay_1/capture, core-engine",
        "POST, /v1/refunds, core-engine",
        "GET, /v1/refunds/re_1, core-engine",
        "GET, /v1/events, transaction",
        "POST, /v1/webhook_endpoints, transaction",
        "GET, /v1/transactions/pay_1, transaction",
        "POST, /v1/merchants, merchant",
        "DELETE, /v1/api_keys/key_1, merchant",
        "POST, /v1/checkout/sessions, checkout",
        "GET, /pay/cs_1, checkout",
        "GET, /pay/assets/card.js, checkout",
        "POST, /v1/tokens, channel",
        "GET, /v1/tokens/key, channel",
        "POST, /v1/risk/rules, risk",
        "GET, /v1/ledger/trial-balance, accounting",
        "GET, /v1/balance, settlement",
        "GET, /v1/settlements/sb_1, settlement",
        "GET, /v1/payouts, settlement",
        "GET, /v1/reconciliation/breaks, reconciliation",
        "GET, /v1/reports/settlement, finance",
        "POST, /ops/v1/clock, operations",
        "GET, /ops/v1/overview, operations",
        "POST, /ops/v1/statements/fetch, channel",
        "GET, /ops/v1/compensation/cases, compensation",
        "GET, /docs, gateway"
    })
    void each_address_has_its_service(String method, String path, String service) {
        assertThat(RoutePolicy.find(method, path))
                .get()
                .extracting(Target::service)
                .isEqualTo(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/v1/paymentsx",
                "/v2/payments",
                "/internal/v1/api_keys/authenticate",
                "/actuator/health",
                "/v3/api-docs",
                "/ops",
                "/ops/v2/clock",
                "/payx"
            })
    void what_is_not_listed_does_not_exist(String path) {
        assertThat(RoutePolicy.find("GET", path)).isEmpty();
    }

    @Test
    void only_tokens_take_a_publishable_key_and_only_pages_take_none() {
        assertThat(access("POST", "/v1/tokens")).isEqualTo(Access.ANY_KEY);
        assertThat(access("GET", "/v1/tokens/key")).isEqualTo(Access.KEY_OR_NONE);
        assertThat(access("GET", "/v1/tokens")).isEqualTo(Access.SECRET_KEY);
        assertThat(access("POST", "/v1/tokens/key")).isEqualTo(Access.SECRET_KEY);
        assertThat(access("POST", "/pay/cs_1/pay")).isEqualTo(Access.OPEN);
        assertThat(access("GET", "/v1/payments")).isEqualTo(Access.SECRET_KEY);
        assertThat(access("GET", "/ops/v1/audit")).isEqualTo(Access.SECRET_KEY);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/payments/../../internal/v1",
                "/v1//payments",
                "/v1/payments/%2e%2e/internal",
                "/v1/payments;x=1",
                "/v1/payments/.hidden",
                "/v1\\payments",
                "v1/payments"
            })
    void a_path_that_can_be_read_in_two_ways_is_not_plain(String path) {
        assertThat(RoutePolicy.isPlain(path)).isFalse();
        assertThat(RoutePolicy.isPlain("/v1/payments/pay_1.a-b")).isTrue();
    }

    private static Access access(String method, String path) {
        return RoutePolicy.find(method, path).orElseThrow().access();
    }
}
