package io.tollbridge.transaction.endpoint;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Where a webhook may go. Pure: names are resolved by the caller. */
public final class TargetPolicy {

    private static final Set<Integer> PORTS = Set.of(-1, 443, 8443);
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    /** Hosts that end in a number are addresses, whatever the number's base. */
    private static final String NUMERIC = "(.*\\.)?(0[xX][0-9a-fA-F]*|[0-9]+)\\.?";

    private TargetPolicy() {}

    /** Why a URL is no target; empty when it is one. */
    static Optional<String> complaint(String url, boolean loopbackAllowed) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException _) {
            return Optional.of("url: not a URL (expected: https://host/path)");
        }
        String host = uri.getHost();
        String scheme = String.valueOf(uri.getScheme());
        if (host == null || uri.getUserInfo() != null || uri.getFragment() != null) {
            return Optional.of("url: (expected: a host, no user, no fragment)");
        }
        if (loopbackAllowed && LOOPBACK.contains(host)) {
            return scheme.equals("http") || scheme.equals("https")
                    ? Optional.empty()
                    : Optional.of("url: " + scheme + " (expected: http or https)");
        }
        if (isInside(host)) {
            return Optional.of("url: " + host + " (expected: a public address)");
        }
        if (!scheme.equals("https")) {
            return Optional.of("url: " + scheme + " (expected: https)");
        }
        if (!PORTS.contains(uri.getPort())) {
            return Optional.of("url: port " + uri.getPort() + " (expected: 443 or 8443)");
        }
        return Optional.empty();
    }

    /**
     * An address in place of a name, and not a public one in its usual form; a name is looked up
     * before each call.
     */
    private static boolean isInside(String host) {
        if (!host.startsWith("[") && !host.matches(NUMERIC)) {
            return false;
        }
        try {
            var address = InetAddress.ofLiteral(host);
            boolean usual = host.startsWith("[") || host.equals(address.getHostAddress());
            return !usual || !isAllowed(address, false);
        } catch (IllegalArgumentException _) {
            return true; // octal, hexadecimal, with a zone: nobody writes a public one so
        }
    }

    /** Whether an address may be called: public ones, and loopback where that is allowed. */
    public static boolean isAllowed(InetAddress address, boolean loopbackAllowed) {
        if (address.isLoopbackAddress()) {
            return loopbackAllowed;
        }
        return !address.isAnyLocalAddress()
                && !address.isLinkLocalAddress()
                && !address.isSiteLocalAddress()
                && !address.isMulticastAddress()
                && !isSpecial(address);
    }

    private static boolean isSpecial(InetAddress address) {
        byte[] bytes = address.getAddress();
        int first = bytes[0] & 0xff;
        int second = bytes[1] & 0xff;
        if (address instanceof Inet4Address) {
            return first == 0
                    || first >= 240
                    || (first == 100 && (second & 0xc0) == 64) // carrier-grade NAT
                    || (first == 198 && (second & 0xfe) == 18) // benchmarking
                    || (first == 192 && second == 0 && (bytes[2] == 0 || bytes[2] == 2))
                    || (first == 192 && second == 88 && bytes[2] == 99) // 6to4 relays
                    || (first == 198 && second == 51 && bytes[2] == 100) // documentation
                    || (first == 203 && second == 0 && bytes[2] == 113); // documentation
        }
        return !isGlobalUnicast(first, second, bytes);
    }

    /**
     * 2000::/3 without what leads elsewhere. All that is outside of it is refused with it: unique
     * local, mapped and compatible IPv4, NAT64, discard.
     */
    private static boolean isGlobalUnicast(int first, int second, byte[] bytes) {
        boolean special =
                (first == 0x20 && second == 0x01 && (bytes[2] & 0xfe) == 0) // Teredo, protocols
                        || (first == 0x20 && second == 0x01 && bytes[2] == 0x0d) // documentation
                        || (first == 0x20 && second == 0x02) // IPv4 behind 6to4
                        || (first == 0x3f && second == 0xff); // documentation
        return (first & 0xe0) == 0x20 && !special;
    }
}
