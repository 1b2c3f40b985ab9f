"""Enterprise-benefit policies: from the registry and the rules to the payment."""
