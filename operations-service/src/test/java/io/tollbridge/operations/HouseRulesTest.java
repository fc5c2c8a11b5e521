package io.tollbridge.operations;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
