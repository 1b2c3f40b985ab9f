"""The arithmetic of every selection method: pure functions over frozen values, without a database or a clock."""
