package io.tollbridge.reconciliation;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
