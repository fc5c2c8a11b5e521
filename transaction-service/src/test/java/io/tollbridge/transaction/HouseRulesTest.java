package io.tollbridge.transaction;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
