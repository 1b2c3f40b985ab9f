"""Matching at scale: this implementation beside SQL in PostgreSQL, DuckDB, zen-engine and plain Python."""
