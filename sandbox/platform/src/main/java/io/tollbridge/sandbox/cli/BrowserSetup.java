package io.tollbridge.sandbox.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The tests of the payment page need Chromium. Runs from source, so it looks for it by itself. */
record BrowserSetup(Path log) {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
    private static final List<Path> MAC_BROWSERS =
            List.of(
                    Path.of("/Applications/Chromium.app/Contents/MacOS/Chromium"),
                    Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"));

    /** Installs it on a Debian machine as root; elsewhere says that it is missing. */
    void ensure() throws IOException, InterruptedException {
        if (isInstalled()) {
            return;
        }
        if (!Files.exists(Path.of("/etc/debian_version"))
                || !"root".equals(System.getProperty("user.name"))) {
            System.out.println(
                    "Chromium is missing: the tests in a browser will be skipped (install chromium)");
            return;
        }
        System.out.println("Chromium is missing: installing it with apt-get (" + log + ")");
        boolean installed =
                apt("update", "-q")
                        && apt("install", "-y", "-q", "--no-install-recommends", "chromium");
        if (!installed || !isInstalled()) {
            System.out.println(
                    "Chromium could not be installed: the tests in a browser will be skipped");
        }
    }

    private boolean apt(String... arguments) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("apt-get");
        builder.command().addAll(List.of(arguments));
        builder.environment().put("DEBIAN_FRONTEND", "noninteractive");
        return builder.redirectErrorStream(true)
                        .redirectInput(new File("/dev/null"))
                        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                        .start()
                        .waitFor()
                == 0;
    }

    private static boolean isInstalled() {
        String path = System.getenv("PATH");
        if (path != null) {
            for (String folder : path.split(File.pathSeparator, -1)) {
                if (NAMES.stream().anyMatch(name -> Files.isExecutable(Path.of(folder, name)))) {
                    return true;
                }
            }
        }
        return MAC_BROWSERS.stream().anyMatch(Files::isExecutable);
    }
}
