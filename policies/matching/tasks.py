"""What matching owes. Its queue is served by workers that do not fork (Polars hangs in a forked child)."""

from cms.kernel.errands import errand
from policies.matching.rounds import judge_part
from policies.matching.services import match_if_live, match_live_versions

QUEUE = "matching"


@errand(queue=QUEUE)
def match_version(version_id: int) -> None:
    """A version just in force has found whom it is for."""
    match_if_live(version_id)


@errand(queue=QUEUE)
def rematch_enterprises(subject_id: int) -> None:
    """After an import, facts stated one by one, another entry of a list, catalogue or series, another fact kind or a
    change of codes, every live version that reads it has a run."""
    match_live_versions()


@errand(queue=QUEUE)
def judge_part_of_round(part_id: int) -> None:
    """A part of a large round has been judged, by whichever worker came first."""
    judge_part(part_id)
