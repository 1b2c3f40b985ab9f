"""What goes wrong between a bank and its customer, drawn from a seed in stated shares."""

import enum
import random
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field


class Fault(enum.StrEnum):
    """One way an instruction can end without a plain answer."""

    LATE = "late"  # connection cut; executed seconds later, until then GET says 404
    SILENT = "silent"  # executed; no answer until the customer gives up
    BAD_GATEWAY = "bad_gateway"  # executed; 502
    UNAVAILABLE = "unavailable"  # not executed; 503
    DROP = "drop"  # not executed; connection cut
    FORGET = "forget"  # answered "accepted"; never executed


class BadFaultSpec(ValueError):
    """A fault specification that cannot be read."""


@dataclass
class Faults:
    """Draws the fault of each instruction. Shares are fractions of all instructions and sum to at most 1."""

    shares: Mapping[Fault, float] = field(default_factory=dict)
    seed: int = 1
    late_seconds: float = 1.0
    silent_seconds: float = 30.0
    _draws: random.Random = field(init=False, repr=False)
    _lock: threading.Lock = field(init=False, repr=False)

    def __post_init__(self) -> None:
        if any(share < 0 for share in self.shares.values()) or sum(self.shares.values()) > 1:
            raise BadFaultSpec("shares must be positive and sum to at most 1")
        self._draws = random.Random(self.seed)
        self._lock = threading.Lock()

    def draw(self) -> Fault | None:
        """The next instruction's fault, or None when all goes well."""
        with self._lock:
            point = self._draws.random()
        for fault, share in self.shares.items():
            point -= share
            if point < 0:
                return fault
        return None


def read_faults(spec: str) -> Faults:
    """`late=0.05,drop=0.1,seed=7,late_seconds=2` as Faults; an empty text is a bank without faults.

    Raises BadFaultSpec for an unknown name or a value that is not a number.
    """
    shares: dict[Fault, float] = {}
    seed, seconds = 1, {"late_seconds": 1.0, "silent_seconds": 30.0}
    for part in filter(None, (piece.strip() for piece in spec.split(","))):
        name, _, value = part.partition("=")
        try:
            if name == "seed":
                seed = int(value)
            elif name in seconds:
                seconds[name] = float(value)
            else:
                shares[Fault(name)] = float(value)
        except ValueError as wrong:
            raise BadFaultSpec(f"cannot read {part!r}") from wrong
    return Faults(shares, seed, **seconds)
