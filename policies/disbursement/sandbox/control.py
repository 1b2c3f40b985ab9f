"""The remote control of a running sandbox bank: its date, faults and accounts. For the demo and the tests."""

import datetime as dt
from typing import Any

import requests


class SandboxControl:
    """Speaks to the `/control/` pages of docs/BANK.md. Raises requests.HTTPError when the bank will not."""

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    def date(self) -> dt.date:
        """The bank's business date."""
        answer = requests.get(f"{self.url}/control/date", timeout=10)
        answer.raise_for_status()
        return dt.date.fromisoformat(answer.json()["date"])

    def set_date(self, to: dt.date) -> None:
        """Close the bank's days up to `to`, executing first what is still under way. Never backwards."""
        self._post("date", {"date": to.isoformat()})

    def know_account(self, account: str, *, name: str | None = None, behaviour: str = "open") -> None:
        """Name an account's holder and how it behaves: open, closed, blocked, bounces."""
        self._post("accounts", {"account": account, "name": name, "behaviour": behaviour})

    def give_back(self, end_to_end_id: str, *, reason: str = "AC04") -> None:
        """Return an executed payment (退票) today."""
        self._post("returns", {"end_to_end_id": end_to_end_id, "reason": reason})

    def book_stray(self, account: str, *, amount_fen: int, kind: str = "charge", name: str = "不明") -> None:
        """Book an entry nobody asked for."""
        self._post("strays", {"account": account, "amount_fen": amount_fen, "kind": kind, "name": name})

    def set_faults(self, spec: str) -> None:
        """Replace the faults, e.g. `late=0.1,drop=0.1,seed=3`; an empty text ends them."""
        self._post("faults", {"spec": spec})

    def executions(self) -> dict[str, int]:
        """How often each end-to-end id was really paid."""
        answer = requests.get(f"{self.url}/control/executions", timeout=10)
        answer.raise_for_status()
        times: dict[str, int] = answer.json()["executions"]
        return times

    def _post(self, act: str, message: dict[str, Any]) -> None:
        requests.post(f"{self.url}/control/{act}", json=message, timeout=60).raise_for_status()
