package io.tollbridge.risk.rule;

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
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Block, review and allow lists, for operators. */
@RestController
@RequestMapping("/v1/risk/lists/{list}/entries")
@AllowedFor(kinds = Caller.Kind.OPERATOR)
class ListController {

    private final CassandraRuleStore store;
    private final RuleBook book;
    private final BusinessClock clock;

    /** A member to add. */
    record NewEntry(
            @NotBlank String subject,
            @NotBlank @Size(max = 200) String value,
            @Nullable @Size(max = 500) String note) {}

    ListController(CassandraRuleStore store, RuleBook book, BusinessClock clock) {
        this.store = store;
        this.book = book;
        this.clock = clock;
    }

    @GetMapping
    ListView<ListEntryView> list(
            @PathVariable String list,
            @RequestParam @Nullable String cursor,
            @RequestParam @Nullable Integer limit) {
        return new ShortList<ListEntryView>(
                        "/v1/risk/lists/" + list + "/entries",
                        "",
                        one -> one.subject() + " " + one.value(),
                        Comparator.naturalOrder())
                .page(
                        store.entries().stream().filter(one -> one.list().equals(list)),
                        cursor,
                        limit);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ListEntryView add(
            Caller caller, @PathVariable String list, @Valid @RequestBody NewEntry asked) {
        var entry =
                new ListEntryView(
                        "risk.list_entry",
                        list,
                        asked.subject(),
                        asked.value(),
                        asked.note(),
                        caller.subject(),
                        clock.instant());
        try {
            entry.member();
        } catch (IllegalArgumentException e) {
            throw ProblemException.badRequest(
                    "invalid_subject", "subject", String.valueOf(e.getMessage()));
        }
        store.save(entry);
        book.refresh();
        return entry;
    }

    @DeleteMapping("/{subject}/{value}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable String list, @PathVariable String subject, @PathVariable String value) {
        store.delete(list, subject, value);
        book.refresh();
    }
}
