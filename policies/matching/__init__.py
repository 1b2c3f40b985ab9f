"""WHO QUALIFIES, AND WHY: runs over a frozen snapshot, matches, near misses, missing data."""
