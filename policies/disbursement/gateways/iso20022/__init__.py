"""The ISO 20022 messages of a bank that exchanges files: pain.001 out; pain.002 and camt.053 in."""
