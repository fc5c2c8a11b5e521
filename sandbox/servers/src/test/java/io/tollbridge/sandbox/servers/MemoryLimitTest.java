package io.tollbridge.sandbox.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MemoryLimitTest {
    private static final long MEGABYTE = 1_048_576;

    @TempDir Path root;

    @BeforeEach
    void machine() {
        put("proc/meminfo", "MemTotal: 9000 kB\nMemAvailable:    8192000 kB\n");
    }

    @Test
    void without_a_group_the_machine_decides() {
        assertThat(available()).isEqualTo(8_000);
        put("sys/fs/cgroup/memory.max", "max\n");
        put("sys/fs/cgroup/memory.current", "123\n");
        assertThat(available()).isEqualTo(8_000);
    }

    @Test
    void a_container_has_what_its_limit_leaves_and_what_is_only_cached() {
        put("sys/fs/cgroup/memory.max", "" + 2_000 * MEGABYTE);
        put("sys/fs/cgroup/memory.current", "" + 1_500 * MEGABYTE);
        assertThat(available()).isEqualTo(500);
        put("sys/fs/cgroup/memory.stat", "anon 1\ninactive_file " + 300 * MEGABYTE + "\n");
        assertThat(available()).isEqualTo(800);
    }

    @Test
    void every_group_above_counts() {
        put("proc/self/cgroup", "0::/user.slice/session.scope\n");
        put("sys/fs/cgroup/user.slice/memory.max", "" + 3_000 * MEGABYTE);
        put("sys/fs/cgroup/user.slice/memory.current", "" + 2_900 * MEGABYTE);
        put("sys/fs/cgroup/user.slice/session.scope/memory.max", "" + 1_000 * MEGABYTE);
        put("sys/fs/cgroup/user.slice/session.scope/memory.current", "0");
        assertThat(available()).isEqualTo(100);
    }

    @Test
    void the_older_kind_of_groups_counts_too() {
        put("sys/fs/cgroup/memory/memory.limit_in_bytes", "" + 900 * MEGABYTE);
        put("sys/fs/cgroup/memory/memory.usage_in_bytes", "0");
        assertThat(available()).isEqualTo(900);
    }

    @Test
    void where_nothing_is_told_nothing_is_known() {
        assertThat(new MemoryLimit(root.resolve("elsewhere")).available()).isEmpty();
    }

    private long available() {
        return new MemoryLimit(root).available().orElseThrow();
    }

    private void put(String file, String content) {
        try {
            Files.createDirectories(root.resolve(file).getParent());
            Files.writeString(root.resolve(file), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
