package io.tollbridge.merchant.profile;

import io.tollbridge.contracts.merchants.FeePlan;
import io.tollbridge.contracts.merchants.PayoutAccount;
import io.tollbridge.contracts.merchants.SettlementPlan;
import io.tollbridge.kernel.IdempotencyKey;
import io.tollbridge.kernel.Ids;
import io.tollbridge.kernel.MerchantId;
import io.tollbridge.merchant.apikey.ApiKeys;
import io.tollbridge.merchant.profile.MerchantOrder.FeePlanOrder;
import io.tollbridge.merchant.profile.MerchantOrder.PayoutAccountOrder;
import io.tollbridge.merchant.profile.MerchantOrder.SettlementPlanOrder;
import io.tollbridge.starter.clock.BusinessClock;
import io.tollbridge.starter.identity.AllowedFor;
import io.tollbridge.starter.identity.Caller;
import io.tollbridge.starter.list.Limit;
import io.tollbridge.starter.list.ListView;
import io.tollbridge.starter.problem.ProblemException;
import jakarta.validation.Valid;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Operators create and price merchants; a merchant reads itself and says where its money goes. */
@RestController
@RequestMapping("/v1/merchants")
class MerchantController {

    private final Merchants merchants;
    private final ApiKeys keys;
    private final BusinessClock clock;

    MerchantController(Merchants merchants, ApiKeys keys, BusinessClock clock) {
        this.merchants = merchants;
        this.keys = keys;
        this.clock = clock;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedFor(kinds = Caller.Kind.OPERATOR)
    MerchantView create(
            Caller caller, IdempotencyKey key, @Valid @RequestBody MerchantOrder order) {
        String origin =
                Ids.derived(caller.subject(), caller.mode().wire(), "merchant", key.value());
        Instant now = now();
        var id = new MerchantId(MerchantId.PREFIX + origin);
        var merchant = new Merchant(MerchantRequests.profile(id, order, now), now);
        Merchant created = merchants.create(merchant);
        return MerchantView.of(created, keys.issueFirst(id, caller.mode(), origin));
    }

    @GetMapping
    @AllowedFor(kinds = Caller.Kind.OPERATOR)
    ListView<MerchantView> list(
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable Integer limit) {
        ListView<Merchant> page = merchants.list("/v1/merchants", cursor, Limit.of(limit));
        return ListView.of(
                page.url(), page.data().stream().map(MerchantView::of).toList(), page.nextCursor());
    }

    @GetMapping("/{id}")
    MerchantView read(Caller caller, @PathVariable MerchantId id) {
        return MerchantView.of(merchants.get(allowed(caller, id)));
    }

    @PostMapping("/{id}/fee_plans")
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedFor(kinds = Caller.Kind.OPERATOR)
    FeePlan addFeePlan(
            @PathVariable MerchantId id,
            IdempotencyKey key,
            @Valid @RequestBody FeePlanOrder order) {
        String planId = "fp_" + Ids.derived(id.value(), "fee_plan", key.value());
        Instant from = MerchantRequests.beginning(order.effectiveFrom(), now());
        FeePlan plan = MerchantRequests.plan(planId, order, from);
        return merchants.change(id, old -> PlanPolicy.with(old, plan)).feePlans().stream()
                .filter(known -> known.id().equals(planId))
                .findFirst()
                .orElse(plan);
    }

    @PostMapping("/{id}/settlement_plans")
    @ResponseStatus(HttpStatus.CREATED)
    @AllowedFor(kinds = Caller.Kind.OPERATOR)
    SettlementPlan addSettlementPlan(
            @PathVariable MerchantId id,
            IdempotencyKey key,
            @Valid @RequestBody SettlementPlanOrder order) {
        String planId = "sp_" + Ids.derived(id.value(), "settlement_plan", key.value());
        Instant from = MerchantRequests.beginning(order.effectiveFrom(), now());
        SettlementPlan plan = MerchantRequests.plan(planId, order, from);
        return merchants.change(id, old -> PlanPolicy.with(old, plan)).settlementPlans().stream()
                .filter(known -> known.id().equals(planId))
                .findFirst()
                .orElse(plan);
    }

    @PutMapping("/{id}/payout_account")
    PayoutAccount setPayoutAccount(
            Caller caller,
            @PathVariable MerchantId id,
            @Valid @RequestBody PayoutAccountOrder order) {
        PayoutAccount account = PayoutAccounts.of(order);
        merchants.change(allowed(caller, id), old -> PlanPolicy.with(old, account));
        return PayoutAccounts.masked(account);
    }

    /** To a merchant there is no merchant but itself. */
    private static MerchantId allowed(Caller caller, MerchantId id) {
        if (!caller.isOperator() && !caller.merchant().equals(id)) {
            throw ProblemException.notFound("merchant", id.value());
        }
        return id;
    }

    /** In milliseconds, as Cassandra keeps it: what is answered now is read back later. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
