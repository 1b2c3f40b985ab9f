"""Each role's home and to-do list: what waits for me, why, since when."""
