package io.tollbridge.transaction.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetPolicyTest {

    @ParameterizedTest
    @CsvSource({
        "https://shop.example/hooks, true, true",
        "https://shop.example:8443/hooks, true, true",
        "http://127.0.0.1:4000/hooks, true, false",
        "http://localhost:4000/hooks, true, false",
        "http://shop.example/hooks, false, false",
        "https://shop.example:22/, false, false",
        "https://user@shop.example/, false, false",
        "ftp://127.0.0.1/, false, false",
        "not a url, false, false",
        "https:///path, false, false"
    })
    void a_target_is_https_and_in_test_mode_also_loopback(
            String url, boolean inTest, boolean inLive) {
        assertThat(TargetPolicy.complaint(url, true).isEmpty()).isEqualTo(inTest);
        assertThat(TargetPolicy.complaint(url, false).isEmpty()).isEqualTo(inLive);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.1",
                "172.16.3.4",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "0.0.0.0",
                "224.0.0.1",
                "255.255.255.255",
                "198.18.0.1",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::",
                "::ffff:10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void addresses_inside_are_refused_even_in_test_mode(String address)
            throws UnknownHostException {
        assertThat(TargetPolicy.isAllowed(InetAddress.getByName(address), true)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, true, true",
        "2606:2800:220:1::1, true, true",
        "127.0.0.1, true, false",
        "::1, true, false"
    })
    void public_addresses_are_allowed_and_loopback_only_where_said(
            String address, boolean inTest, boolean inLive) throws UnknownHostException {
        assertThat(TargetPolicy.isAllowed(InetAddress.getByName(address), true)).isEqualTo(inTest);
        assertThat(TargetPolicy.isAllowed(InetAddress.getByName(address), false)).isEqualTo(inLive);
    }
}
