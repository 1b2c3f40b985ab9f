"""Who keeps the one-time codes of draws: commits one to each draw, and reveals it only when its number is public.

A chain's head is published once; each draw takes the next index. Code i tells all codes below i, so a code is
revealed only when the numbers of all draws up to it are public.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from nacl.utils import random as random_bytes

from marketplace.bidding.vault import Vault
from marketplace.selection.methods.draw import Commitment, chain_code


class CodeRefused(Exception):
    """The keeper will not do it; nothing has changed but its log."""


class TooEarly(CodeRefused):
    """The public number of this draw, or of one before it in the chain, is not out yet."""


class OtherPool(CodeRefused):
    """The draw already has its code, for another list or another moment: there is no second draw under one name."""


class ChainUsedUp(CodeRefused):
    """The chain has no code left; a new one must be opened and its head published."""


class AlreadyRevealed(CodeRefused):
    """The draw's code, or one that tells it, is known: who gave it up now could have looked at its result."""


class GivenUp(CodeRefused):
    """The draw was given up for another; its code is never revealed."""


class NoSuchDraw(CodeRefused):
    """No code was ever committed to this draw."""


class CodeKeeper(Protocol):
    """The keeper of the codes. Moments are aware."""

    def commit(self, draw: str, *, entries_sha256: str, not_before: datetime, instead_of: str = "") -> Commitment:
        """Return the code number that will seed the draw; the same again for the same list and moment.

        The draw that it is made `instead_of` is given up for good: its index stays unused, for everybody to see. Raises
        OtherPool, ChainUsedUp; NoSuchDraw, AlreadyRevealed when the other cannot be given up.
        """

    def reveal(self, draw: str) -> str:
        """Return the draw's code (hex). Raises NoSuchDraw, GivenUp, TooEarly."""


class FileCodeKeeper:
    """One chain in a private file under `root`; `now` is the keeper's clock. Everything asked is in its log."""

    def __init__(self, root: Path, *, chain: str, now: Callable[[], datetime], length: int = 10_000) -> None:
        self.vault = Vault(root)
        self.chain, self.length, self.now = f"chain-{chain}", length, now

    @property
    def head(self) -> str:
        """The head of the chain, to be published before its first draw; the chain is made when first asked for."""
        with self.vault.locked():
            return str(self._chain()["head"])

    def commit(self, draw: str, *, entries_sha256: str, not_before: datetime, instead_of: str = "") -> Commitment:
        """See CodeKeeper."""
        with self.vault.locked():
            chain = self._chain()
            if instead_of:
                self._give_up(chain, instead_of, draw)
            facts = {"entries": entries_sha256, "not_before": not_before.isoformat()}
            given = chain["draws"].get(draw)
            if given is None:
                if len(chain["draws"]) >= chain["length"]:
                    raise self._refusal("commit", draw, ChainUsedUp())
                given = facts | {"index": len(chain["draws"]) + 1}
                self._note("commit", draw, **given)
                chain["draws"][draw] = given
                self.vault.write(self.chain, chain)
            elif facts.items() - given.items():
                raise self._refusal("commit", draw, OtherPool())
            return Commitment(self.chain, given["index"], chain["head"])

    def reveal(self, draw: str) -> str:
        """See CodeKeeper."""
        with self.vault.locked():
            chain = self._chain()
            given = chain["draws"].get(draw)
            if given is None:
                raise self._refusal("reveal", draw, NoSuchDraw())
            if "given_up_for" in given:
                raise self._refusal("reveal", draw, GivenUp())
            told = [other["not_before"] for other in chain["draws"].values() if other["index"] <= given["index"]]
            if self.now() < max(datetime.fromisoformat(moment) for moment in told):
                raise self._refusal("reveal", draw, TooEarly())
            self._note("reveal", draw)
            return chain_code(bytes.fromhex(chain["root"]), length=chain["length"], index=given["index"])

    def _give_up(self, chain: dict[str, Any], draw: str, for_other: str) -> None:
        """The draw's code is never revealed; call it locked."""
        given = chain["draws"].get(draw)
        if given is None:
            raise self._refusal("give_up", draw, NoSuchDraw())
        if "given_up_for" in given:
            return
        index = {name: other["index"] for name, other in chain["draws"].items()}
        seen = [line for line in self.vault.log() if line["act"] == "reveal" and not line.get("refused")]
        if any(index.get(line["draw"], 0) >= given["index"] for line in seen if line["chain"] == self.chain):
            raise self._refusal("give_up", draw, AlreadyRevealed())
        given["given_up_for"] = for_other
        self._note("give_up", draw, given_up_for=for_other)
        self.vault.write(self.chain, chain)

    def _chain(self) -> dict[str, Any]:
        """Return the chain, made and stored if it was not; call it locked."""
        chain = self.vault.read(self.chain)
        if chain is None:
            root = random_bytes(32)
            head = chain_code(root, length=self.length, index=0)
            chain = {"root": root.hex(), "length": self.length, "head": head, "draws": {}}
            self.vault.note(act="open_chain", chain=self.chain, head=head, at=self.now().isoformat())
            self.vault.write(self.chain, chain)
        return chain

    def _refusal(self, act: str, draw: str, refusal: CodeRefused) -> CodeRefused:
        self._note(act, draw, refused=type(refusal).__name__)
        return refusal

    def _note(self, act: str, draw: str, **facts: object) -> None:
        self.vault.note(act=act, chain=self.chain, draw=draw, at=self.now().isoformat(), **facts)
