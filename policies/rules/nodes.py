"""What every node of the tree has besides its own parts: the clause of the policy's text that it comes from."""

from dataclasses import dataclass, field
from typing import Final

CLAUSE: Final = "clause"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A node of the tree. `clause`: where the text says it (第三条（一）), empty where nobody named it.

    It judges nothing: nodes that differ in their clauses alone are equal, and are evaluated once.
    """

    clause: str = field(default="", compare=False)
