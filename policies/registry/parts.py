"""The files of a snapshot: one immutable Arrow file per column, a manifest that names them, a pointer to the latest.

A manifest is written only when all its files stand, and by renaming, so whoever reads one sees one state of the
registry however often it is refreshed meanwhile. A file is named by its content: a column that an import left as it
was keeps its name, which is how a match run knows that nothing it reads has changed.
"""

import fcntl
import hashlib
import io
import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Final

import polars as pl

KEPT: Final = 4
"""How many states stay readable beside those that are held."""
GRACE_SECONDS: Final = 3600
"""A file younger than this may belong to a manifest that is still being written."""
VALUE: Final = "value"
AS_OF: Final = "as_of"
SOURCE: Final = "source"


@dataclass(frozen=True, slots=True)
class Manifest:
    """One state of the registry: `columns` by name to file, `rows` enterprises; a shorter file ends in nulls.

    `fact_id`, `enterprise_id`: up to where rows were read; `marks`: what stood when awards and lists were read;
    `words`: the hash of the fact register; `sources`: the departments, by the number that files hold;
    `transaction`: the one that alone sees this, while it has not committed.
    """

    key: str
    rows: int
    columns: Mapping[str, str]
    fact_id: int = 0
    enterprise_id: int = 0
    marks: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    sources: tuple[str, ...] = ()
    transaction: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The folder of one database's snapshot files."""

    folder: Path

    def write(self, table: pl.DataFrame) -> str:
        """The name of the file that holds the table; an equal one is not written twice."""
        content = io.BytesIO()
        table.write_ipc(content)
        name = hashlib.sha256(content.getbuffer()).hexdigest()[:32] + ".arrow"
        path = self.folder / name
        if path.exists():
            os.utime(path)
        else:
            write_aside(path, content.getbuffer())
        return name

    def read(
        self, name: str, columns: list[str] | None = None, start: int = 0, length: int | None = None
    ) -> pl.DataFrame:
        """The table of a file: these columns and rows of it."""
        lazy = pl.scan_ipc(self.folder / name)
        return (lazy if columns is None else lazy.select(columns)).slice(start, length).collect()

    def publish(self, manifest: Manifest) -> None:
        """The manifest is the latest; its files must stand already."""
        content = json.dumps(asdict(manifest), ensure_ascii=False).encode()
        write_aside(self.folder / f"{manifest.key}.json", content)
        write_aside(self.folder / "current", content)

    def manifest(self, key: str) -> Manifest | None:
        """The state of that name; None when it is not kept."""
        return _manifest(self.folder / f"{key}.json")

    def latest(self) -> Manifest | None:
        """The state that was published last."""
        return _manifest(self.folder / "current")

    def hold(self, key: str, holder: str) -> None:
        """The state stays readable until `holder` lets it go."""
        (self.folder / f"{key}.held-{holder}").touch()

    def let_go(self, key: str, holder: str) -> None:
        """`holder` needs the state no more."""
        (self.folder / f"{key}.held-{holder}").unlink(missing_ok=True)

    @contextmanager
    def building(self) -> Iterator[None]:
        """Only one process of this machine builds at a time."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield

    def prune(self, grace_seconds: float = GRACE_SECONDS) -> None:
        """Only the newest states, those held, and their files are kept; what a match rests on is kept with it."""
        manifests = sorted(self.folder.glob("*.json"), key=lambda path: path.stat().st_mtime, reverse=True)
        held = {path.name.partition(".")[0] for path in self.folder.glob("*.held-*")}
        kept = [path for rank, path in enumerate(manifests) if rank < KEPT or path.stem in held]
        needed = {name for path in kept if (one := _manifest(path)) is not None for name in one.columns.values()}
        for path in set(manifests) - set(kept):
            path.unlink(missing_ok=True)
        for path in self.folder.glob("*.arrow"):
            if path.name not in needed and time.time() - path.stat().st_mtime > grace_seconds:
                path.unlink(missing_ok=True)


def write_aside(path: Path, content: "bytes | memoryview[Any]") -> None:
    """The file stands complete at `path`, or as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, aside = tempfile.mkstemp(dir=path.parent, suffix=".part")
    with os.fdopen(handle, "wb") as file:
        file.write(content)
    Path(aside).replace(path)


def _manifest(path: Path) -> Manifest | None:
    try:
        told = json.loads(path.read_text())
    except FileNotFoundError:
        return None
    return Manifest(**{**told, "sources": tuple(told["sources"])})
