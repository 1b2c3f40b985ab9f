"""People and the parties they act for: users, legal entities by USCC, and proven memberships."""
