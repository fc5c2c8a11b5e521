package io.tollbridge.soak.check;

import io.tollbridge.soak.facts.Announced;
import io.tollbridge.soak.facts.Facts;
import io.tollbridge.soak.facts.Heard;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** I8, and I16 on the way: who heard what, and in which order. */
final class WebhookCheck implements Check {

    @Override
    public List<Verdict> of(Facts facts) {
        var arrived = new Rule("I8", "each webhook came at least once, to its merchant, signed");
        var order = new Rule("I8", "webhooks of an object came in order, second copies aside");
        Set<String> heard =
                facts.webhooks().heard().stream()
                        .map(one -> one.merchant() + " " + one.id())
                        .collect(Collectors.toSet());
        Set<String> announced = new HashSet<>();
        for (Announced event : facts.webhooks().announced()) {
            String name = event.merchant() + " " + event.id();
            announced.add(name);
            arrived.holds(heard.contains(name), () -> name + " (" + event.type() + ") never came");
        }
        heard.forEach(name ->
                arrived.holds(announced.contains(name), () -> name + " came and is not listed"));
        facts.webhooks()
                .refused()
                .forEach(why -> arrived.holds(false, () -> "signature refused: " + why));
        Map<String, Long> last = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (Heard one : facts.webhooks().heard()) {
            if (seen.add(one.merchant() + " " + one.id())) {
                Long before = last.put(one.object(), one.sequence());
                order.holds(
                        before == null || before <= one.sequence(),
                        () -> one.object() + ": " + one.sequence() + " came after " + before);
            }
        }
        return List.of(arrived.verdict(), order.verdict());
    }
}
