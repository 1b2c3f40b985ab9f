"""What matching owes. Its queue is served by workers that do not fork (Polars hangs in a forked child)."""

from cms.kernel.errands import errand
from policies.matching.services import match_if_live, match_live_versions

QUEUE = "matching"


@errand(queue=QUEUE)
def match_version(version_id: int) -> None:
    """A version just in force has found whom it is for."""
    match_if_live(version_id)


@errand(queue=QUEUE)
def rematch_enterprises(import_id: int) -> None:
    """After an import, or facts stated one by one, every live version has been looked at again."""
    match_live_versions()
