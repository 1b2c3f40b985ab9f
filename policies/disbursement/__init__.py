"""MONEY OUT: batches, payments, attempts, gateways, reconciliation, the sandbox bank."""
