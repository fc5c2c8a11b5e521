package io.tollbridge.compensation;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
