package io.tollbridge.checkout;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
