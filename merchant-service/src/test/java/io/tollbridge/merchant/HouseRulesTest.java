package io.tollbridge.merchant;

import io.tollbridge.testkit.rules.ServiceRules;

class HouseRulesTest extends ServiceRules {}
