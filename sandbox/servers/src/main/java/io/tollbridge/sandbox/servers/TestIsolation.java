package io.tollbridge.sandbox.servers;

/** What one test class calls its own on servers that it shares with others. */
public final class TestIsolation {
    private TestIsolation() {}

    public static String keyspaceSuffix(int isolation) {
        return "_t" + isolation;
    }

    public static String topicPrefix(int isolation) {
        return "t" + isolation + ".";
    }

    /** Never 0, which is where a forgotten setting would write. */
    public static int redisDatabase(int isolation) {
        return 1 + isolation % (RedisServer.DATABASES - 1);
    }
}
