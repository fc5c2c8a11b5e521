package io.tollbridge.soak;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
