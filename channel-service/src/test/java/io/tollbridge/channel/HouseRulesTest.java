package io.tollbridge.channel;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
