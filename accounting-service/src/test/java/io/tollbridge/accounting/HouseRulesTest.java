package io.tollbridge.accounting;

import io.tollbridge.testkit.rules.ServiceRules;

class HouseRulesTest extends ServiceRules {}
