package io.tollbridge.settlement;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
