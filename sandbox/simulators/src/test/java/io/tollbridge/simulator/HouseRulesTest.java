package io.tollbridge.simulator;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
