"""WHAT THERE IS: budget lines and the ledger."""
