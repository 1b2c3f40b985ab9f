"""Benefits an enterprise asks for: one click decided by the rule, or a form that departments review."""
