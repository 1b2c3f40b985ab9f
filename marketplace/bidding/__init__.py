"""Sealed prices: nobody reads a bid before its deadline."""
