"""Whom the owner picks from a short list by credit, and whom its award committee decides on, with published reasons."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.transaction import atomic

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.files.models import StoredFile
from cms.kernel.models import Party, User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.needs.models import Need
from marketplace.needs.states import Method
from marketplace.selection.errors import (
    CommitteeTooSmall,
    MinutesMissing,
    NothingToChoose,
    NotOnShortList,
    ReasonMissing,
    VotesDisagree,
)
from marketplace.selection.methods.terms import Outcome
from marketplace.selection.models import Choice, Evaluation
from marketplace.selection.queries import current_evaluation
from marketplace.selection.services import evaluate_need
from marketplace.selection.states import CommitteeMethod

SMALLEST_COMMITTEE = 3


@dataclass(frozen=True, slots=True)
class Vote:
    """A member of the award committee and the candidate (credit code) the member is for."""

    member: str
    label: str


@atomic
def pick_agency(*, need_id: int, party: Party, reason: str, by: User) -> Evaluation | None:
    """The owner's pick from the short list stands with its published reason, and the need is evaluated again.

    Raises NotAllowed, NothingToChoose, NotOnShortList, ReasonMissing.
    """
    need = _to_choose(need_id, party, reason, by, Method.CREDIT_PREFERRED)
    return _chosen(Choice(need=need, party=party, reason=reason.strip()[:500], made_by=by))


@atomic
def record_committee(
    *,
    need_id: int,
    party: Party,
    how: CommitteeMethod,
    votes: Sequence[Vote],
    reason: str,
    minutes: StoredFile | None,
    by: User,
) -> Evaluation | None:
    """The award committee's decision stands with its method, its members' votes and its signed minutes.

    An odd number of at least three members, each with one vote; the one decided on has more votes than any other.
    Raises NotAllowed, NothingToChoose, NotOnShortList, ReasonMissing, CommitteeTooSmall, VotesDisagree,
    MinutesMissing.
    """
    need = _to_choose(need_id, party, reason, by, Method.SEPARATION)
    members = {vote.member.strip() for vote in votes} - {""}
    if len(members) != len(votes) or len(members) < SMALLEST_COMMITTEE or len(members) % 2 == 0:
        raise CommitteeTooSmall(least=SMALLEST_COMMITTEE)
    given = [vote.label for vote in votes]
    if any(given.count(other) >= given.count(party.uscc) for other in set(given) - {party.uscc}):
        raise VotesDisagree
    if minutes is None:
        raise MinutesMissing
    told = [{"member": vote.member.strip(), "label": vote.label} for vote in votes]
    return _chosen(
        Choice(need=need, party=party, reason=reason.strip()[:500], how=how, votes=told, minutes=minutes, made_by=by)
    )


def _to_choose(need_id: int, party: Party, reason: str, by: User, method: Method) -> Need:
    need = locked(Need, need_id)
    require(by, Act.AWARD_NEED, need.procurement.owner.party)
    found = current_evaluation(need)
    if need.method != method or found is None or found.outcome != Outcome.AWAITS_CHOICE:
        raise NothingToChoose
    if party.uscc not in found.result["asks"]:
        raise NotOnShortList
    if not reason.strip():
        raise ReasonMissing
    return need


def _chosen(choice: Choice) -> Evaluation | None:
    choice.made_at = business_now()
    choice.save()
    record("need.chosen", about=choice.need, by=choice.made_by, party=choice.party_id, how=choice.how)
    return evaluate_need(need_id=choice.need_id)
