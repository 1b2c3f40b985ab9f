"""Ways to a bank: one Protocol, and the banks that speak it."""
