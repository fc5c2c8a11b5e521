package io.tollbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tollbridge.sandbox.Component.Kind;
import io.tollbridge.sandbox.servers.ServerFailedException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StartupTest {
    private final ConcurrentLinkedQueue<String> started = new ConcurrentLinkedQueue<>();

    @Test
    void all_are_started() {
        new Startup(component -> started.add(component.name()), Progress.SILENT)
                .run(List.of(service("a"), service("b"), service("c"), service("d")), Kind.SERVICE);

        assertThat(started).containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    @Test
    void the_first_failure_is_told_and_stops_the_rest() {
        var many = IntStream.range(0, 200).mapToObj(i -> service("s" + i)).toList();
        var startup =
                new Startup(
                        component -> {
                            started.add(component.name());
                            if (component.name().equals("s0")) {
                                throw new ServerFailedException("s0 died while starting");
                            }
                            Thread.onSpinWait();
                        },
                        Progress.SILENT);

        assertThatThrownBy(() -> startup.run(many, Kind.SERVICE))
                .isInstanceOf(ServerFailedException.class)
                .hasMessage("s0 died while starting");
    }

    @Test
    void a_port_in_use_is_named_with_who_needs_it() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var component = component("risk", taken.getLocalPort(), 1);

            assertThatThrownBy(() -> Preflight.check(List.of(component)))
                    .hasMessageContaining("port " + taken.getLocalPort())
                    .hasMessageContaining("risk");
        }
    }

    @Test
    void too_little_memory_is_told_in_megabytes() {
        var component = component("cassandra", 0, Integer.MAX_VALUE);

        assertThatThrownBy(() -> Preflight.check(List.of(component)))
                .hasMessageContaining("too little memory")
                .hasMessageContaining(Integer.MAX_VALUE + " MB");
    }

    private static Component service(String name) {
        return component(name, 0, 1);
    }

    private static Component component(String name, int port, int megabytes) {
        return new Component(
                name,
                Kind.SERVICE,
                port,
                List.of(),
                megabytes,
                _ -> {
                    throw new IllegalStateException("not to be launched");
                },
                () -> true);
    }
}
