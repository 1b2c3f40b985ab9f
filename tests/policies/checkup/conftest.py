"""It is February 2023 in these tests, and snapshots are kept in a folder of the test's own."""

from tests.policies.grants.conftest import february

__all__ = ["february"]
