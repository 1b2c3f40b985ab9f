"""WHAT IS COUNTED AND PUBLISHED: statistics of the marketplace."""
