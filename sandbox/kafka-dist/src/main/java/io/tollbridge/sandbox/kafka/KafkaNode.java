package io.tollbridge.sandbox.kafka;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import kafka.Kafka;
import kafka.tools.StorageTool;

/** Formatting in the same process saves the second JVM that {@code kafka-storage.sh} would cost. */
public final class KafkaNode {
    private KafkaNode() {}

    /** Takes two arguments: the properties file of the node and its cluster id. */
    public static void main(String[] args) {
        if (args.length != 2) {
            throw new IllegalArgumentException(
                    "arguments: " + args.length + " (expected: properties file, cluster id)");
        }
        var output = new ByteArrayOutputStream();
        int exitCode =
                StorageTool.execute(
                        new String[] {
                            "format",
                            "--config",
                            args[0],
                            "--cluster-id",
                            args[1],
                            "--standalone",
                            "--ignore-formatted"
                        },
                        new PrintStream(output, true, StandardCharsets.UTF_8));
        if (exitCode != 0) {
            System.err.println(output.toString(StandardCharsets.UTF_8));
            System.exit(exitCode);
        }
        Kafka.main(new String[] {args[0]});
    }
}
