"""The column engine's parts: exact fractions of columns, and every construct of the language compiled to them."""
