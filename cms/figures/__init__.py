"""The county's figures, put together from both wings: one computation for the command, the page and the report."""
