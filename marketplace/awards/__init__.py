"""Who won, and what was saved."""
