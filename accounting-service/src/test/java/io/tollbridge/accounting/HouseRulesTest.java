package io.tollbridge.accounting;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
