package io.tollbridge.coreengine;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
