package io.tollbridge.finance;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
