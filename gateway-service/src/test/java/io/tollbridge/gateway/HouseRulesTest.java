package io.tollbridge.gateway;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
