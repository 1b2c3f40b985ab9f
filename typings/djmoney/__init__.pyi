"""What we use of django-money, typed: it carries no types for its field, and its own accept floats."""
