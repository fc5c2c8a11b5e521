package io.tollbridge.simulation;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
