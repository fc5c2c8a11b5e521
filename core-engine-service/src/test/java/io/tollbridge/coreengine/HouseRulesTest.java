package io.tollbridge.coreengine;

import io.tollbridge.testkit.rules.ServiceRules;

class HouseRulesTest extends ServiceRules {}
