"""A small bank that runs as its own process, for the demo and the tests. It knows nothing of the house but docs/BANK.md."""
