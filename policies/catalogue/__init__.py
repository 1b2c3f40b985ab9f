"""WHAT: policies and their immutable published versions, one live version per policy."""
