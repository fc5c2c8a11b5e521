package io.tollbridge.risk.rule;

import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.list.ShortList;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Rules, for operators. */
@RestController
@RequestMapping("/v1/risk/rules")
@AllowedFor(kinds = Caller.Kind.OPERATOR)
class RuleController {

    private static final ShortList<RuleView> LIST =
            new ShortList<>("/v1/risk/rules", "", RuleView::id, Comparator.naturalOrder());

    private final CassandraRuleStore store;
    private final RuleBook book;
    private final BusinessClock clock;

    /** A rule to add; the fields that its kind needs must be there. */
    record NewRule(
            @NotBlank @Size(max = 200) String name,
            @NotBlank String kind,
            @NotBlank String action,
            @Nullable String currency,
            @Nullable Long amountOver,
            @Nullable String subject,
            @Nullable Long windowSeconds,
            @Nullable Long maxCount,
            @Nullable String list) {}

    RuleController(CassandraRuleStore store, RuleBook book, BusinessClock clock) {
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    @GetMapping
    ListView<RuleView> list(
            @RequestParam @Nullable String cursor, @RequestParam @Nullable Integer limit) {
        return LIST.page(store.rules().stream(), cursor, limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    RuleView create(Caller caller, IdempotencyKey key, @Valid @RequestBody NewRule asked) {
        var rule =
                new RuleView(
                        "rul_" + Ids.derived(caller.subject(), "rule", key.value()),
                        "risk.rule",
                        asked.name(),
                        asked.kind(),
                        asked.action(),
                        asked.currency(),
                        asked.amountOver(),
                        asked.subject(),
                        asked.windowSeconds(),
                        asked.maxCount(),
                        asked.list(),
                        true,
                        clock.instant());
        checkReadable(rule);
        store.save(rule);
        book.refresh();
        return rule;
    }

    @PostMapping("/{id}/disable")
    RuleView disable(@PathVariable String id) {
        return enable(id, false);
    }

    @PostMapping("/{id}/enable")
    RuleView enable(@PathVariable String id) {
        return enable(id, true);
    }

    private RuleView enable(String id, boolean enabled) {
        find(id);
        store.enable(id, enabled);
        book.refresh();
        return find(id);
    }

    private RuleView find(String id) {
        return store.rules().stream()
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .orElseThrow(() -> ProblemException.notFound("rule", id));
    }

    private static void checkReadable(RuleView rule) {
        try {
            rule.rule();
        } catch (IllegalArgumentException e) {
            String why = String.valueOf(e.getMessage());
            throw ProblemException.badRequest(
                    "invalid_rule", why.substring(0, why.indexOf(':')), why);
        }
    }
}
