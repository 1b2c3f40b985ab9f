"""WHAT AM I OWED: every policy in force against one enterprise's facts at once, or against a visitor's answers."""
