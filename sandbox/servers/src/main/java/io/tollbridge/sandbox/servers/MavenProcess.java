package io.tollbridge.sandbox.servers;

/** Finds the build that this process is part of. */
final class MavenProcess {
    private MavenProcess() {}

    /** The outermost Maven above this process, or this process when it is in no build. */
    static ProcessId watched() {
        ProcessHandle self = ProcessHandle.current();
        ProcessHandle watched = self;
        for (var parent = self.parent(); parent.isPresent(); parent = parent.get().parent()) {
            if (isMaven(parent.get())) {
                watched = parent.get();
            }
        }
        return ProcessId.of(watched);
    }

    private static boolean isMaven(ProcessHandle process) {
        return process.info().commandLine().filter(line -> line.contains("plexus")).isPresent()
                || process.info()
                        .arguments()
                        .map(arguments -> String.join(" ", arguments))
                        .filter(line -> line.contains("plexus.classworlds"))
                        .isPresent();
    }
}
