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
        "https://shop.example@127.0.0.1/, false, false",
        "https://shop.example:secret@shop.example/, false, false",
        "https://127.0.0.1#@shop.example/, false, false",
        "https://shop.example\\@127.0.0.1/, false, false",
        "https://10.0.0.1/hooks, false, false",
        "https://169.254.169.254/latest/meta-data, false, false",
        "https://2130706433/, false, false",
        "https://0x7f000001/, false, false",
        "https://127.1/, false, false",
        "https://0177.0.0.1/, false, false",
        "https://[::ffff:127.0.0.1]/, false, false",
        "https://[::ffff:a00:1]/, false, false",
        "https://[fe80::1%25eth0]/, false, false",
        "https://[fd00::1]/, false, false",
        "https://[2606:2800:220:1::1]/, true, true",
        "https://93.184.216.34/, true, true",
        "gopher://shop.example/, false, false",
        "file:///etc/passwd, false, false",
        "//shop.example/, false, false",
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
                "192.0.2.1",
                "192.88.99.1",
                "198.51.100.1",
                "203.0.113.1",
                "::10.0.0.1",
                "::ffff:169.254.169.254",
                "64:ff9b:1::1",
                "100::1",
                "2001::1",
                "2001:db8::1",
                "3fff::1",
                "fec0::1",
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
