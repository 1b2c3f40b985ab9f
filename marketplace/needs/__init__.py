"""What is wanted: procurements and the needs posted for them."""
