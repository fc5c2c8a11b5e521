package io.tollbridge.channel;

import io.tollbridge.testkit.rules.ServiceRules;

class HouseRulesTest extends ServiceRules {}
