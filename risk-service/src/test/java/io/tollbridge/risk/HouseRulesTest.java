package io.tollbridge.risk;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
