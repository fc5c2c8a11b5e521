package io.tollbridge.finance;

import io.tollbridge.testkit.rules.ServiceRules;

class HouseRulesTest extends ServiceRules {}
