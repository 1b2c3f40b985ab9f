"""Errands that were given up: an administrator sees why, and has them done once the cause is mended."""
