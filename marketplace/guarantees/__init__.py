"""WHAT SECURES A PROMISE: guarantees in place of cash, deposits, what they released, and old deposits to give back."""
