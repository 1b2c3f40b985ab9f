"""WHO: enterprises by USCC and their dated, sourced facts; importing them; the columnar snapshot."""
