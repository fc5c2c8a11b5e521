package io.tollbridge.sandbox;

import java.time.Duration;

/** Is told how the start goes, from several threads. */
public interface Progress {
    /** Says nothing. */
    Progress SILENT =
            new Progress() {
                @Override
                public void started(String name) {}

                @Override
                public void ready(String name, Duration took) {}

                @Override
                public void failed(String name) {}

                @Override
                public void interrupted() {}
            };

    void started(String name);

    void ready(String name, Duration took);

    void failed(String name);

    /** The start is given up and taken back; what is told after this is only its noise. */
    void interrupted();
}
