"""A small bank that runs as its own process, for the demo and the tests. It knows only docs/BANK.md."""
