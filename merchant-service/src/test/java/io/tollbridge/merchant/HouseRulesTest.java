package io.tollbridge.merchant;

import io.tollbridge.testkit.rules.HouseRules;

class HouseRulesTest extends HouseRules {}
