"""WHAT IS DUE: the legal moments after an award, by one pure function, and the alarm when one was let pass."""
