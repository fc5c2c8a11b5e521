package io.tollbridge.sandbox;

import io.tollbridge.sandbox.Component.Kind;
import java.util.List;

/** Stops processes in the reverse order of their start; those of one kind at once. */
record Shutdown(StateFolder state) {

    void stop(List<Component> components) {
        stopTogether(of(components, Kind.SERVICE));
        stopTogether(of(components, Kind.SIMULATOR));
        stopTogether(of(components, Kind.STORE));
    }

    private static List<Component> of(List<Component> components, Kind kind) {
        return components.stream().filter(component -> component.kind() == kind).toList();
    }

    private void stopTogether(List<Component> components) {
        var stops =
                components.stream()
                        .map(component -> Thread.ofVirtual().start(() -> stop(component)))
                        .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void stop(Component component) {
        state.running(component.name())
                .ifPresent(process -> process.stop(component.kind().stopGrace));
        state.forget(component.name());
    }
}
