package io.tollbridge.compensation.cases;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.tollbridge.contracts.compensation.CaseView;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases, for operators: all that are not resolved. */
@RestController
@RequestMapping("/ops/v1/compensation/cases")
class CaseController {

    private static final int MOST = 500;

    private final CassandraCaseStore store;
    private final CaseService cases;

    CaseController(CassandraCaseStore store, CaseService cases) {
        this.store = store;
        this.cases = cases;
    }

    /**
     * A case with what people need to decide.
     *
     * @param actions what can be done about it: {@code retry} of an exhausted one
     * @param history how it came to be so, the oldest entry first
     */
    record CaseFile(
            @JsonUnwrapped CaseView compensation, List<String> actions, List<CaseEntry> history) {}

    /** The oldest first, at most {@value #MOST}. */
    @GetMapping
    ListView<CaseView> list(@RequestParam(defaultValue = "open") String status) {
        if (!status.equals("open") && !status.equals("exhausted")) {
            throw ProblemException.badRequest(
                    "invalid_status",
                    "status",
                    "status: " + status + " (expected: open, exhausted)");
        }
        var found =
                store.list(status).stream()
                        .sorted(Comparator.comparing(CassandraCaseStore.Listed::dueAt))
                        .limit(MOST)
                        .map(listed -> store.find(listed.attemptId()))
                        .flatMap(Optional::stream)
                        .map(CompensationCase::view)
                        .filter(view -> view.status().equals(status))
                        .sorted(Comparator.comparing(CaseView::openedAt))
                        .toList();
        return ListView.of("/ops/v1/compensation/cases", found, null);
    }

    @GetMapping("/{attempt}")
    CaseFile read(@PathVariable String attempt) {
        return store.find(attempt)
                .map(found -> new CaseFile(found.view(), found.actions(), store.history(attempt)))
                .orElseThrow(() -> ProblemException.notFound("case", attempt));
    }

    @PostMapping("/{attempt}/retry")
    CaseView retry(@PathVariable String attempt) {
        return cases.retry(attempt)
                .map(CompensationCase::view)
                .orElseThrow(() -> ProblemException.notFound("case", attempt));
    }
}
