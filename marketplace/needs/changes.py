"""What happens to a need between posting and closing, and before it is posted a third time.

Questions and answers without the asker, amendments that give the notice period again, answers to the
fair-competition check, and the approval of another method after two failures.
"""

from datetime import datetime, timedelta

from django.db.transaction import atomic
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.errors import WrongState
from cms.kernel.models import Party, User
from cms.kernel.money import to_fen
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.catalogue.models import ServiceType
from marketplace.needs.errors import (
    AnsweredAlready,
    CeilingAsksForNote,
    ChangeTooLate,
    FairnessUnanswered,
    NeedClosed,
    NothingAsked,
    OnlyLater,
    ReasonMissing,
)
from marketplace.needs.fairness import findings
from marketplace.needs.models import Amendment, MethodChange, Need, NeedTemplate, Question, Subscription
from marketplace.needs.openers import check_ceiling_without_openers
from marketplace.needs.posting import check_direct_choice, lacks_note, texts_of, year_with
from marketplace.needs.queries import moment_after_lock
from marketplace.needs.services import checked_ceiling, told
from marketplace.needs.states import Method, MethodChangeState, NeedState
from marketplace.owners.models import Owner

SHORTEST_REASON = 5
"""Characters that a reason for keeping a marked sentence has at least."""


@atomic
def ask_question(*, need_id: int, text: str, by: User) -> Question:
    """A question about the need is public; who asked is kept nowhere.

    Raises NotAllowed, NothingAsked, WrongState, NeedClosed.
    """
    require(by, Act.SUBMIT_BID)
    need = open_to_changes(need_id)
    if not text.strip():
        raise NothingAsked
    question = Question.objects.create(need=need, text=text.strip()[:500], asked_at=moment_after_lock())
    record("need.question_asked", about=need, by=None, question=question.pk)
    return question


@atomic
def answer_question(*, question_id: int, answer: str, by: User, keeps: str = "") -> Question:
    """The owner's answer is public. It passes the fair-competition check, or says in `keeps` why its words stay.

    Raises NotAllowed, NothingAsked, AnsweredAlready, FairnessUnanswered.
    """
    need_id = Question.objects.values_list("need_id", flat=True).get(pk=question_id)
    need, question = locked(Need, need_id), locked(Question, question_id)
    require(by, Act.POST_NEED, need.owner.party)
    if not answer.strip():
        raise NothingAsked
    if question.answered_at is not None:
        raise AnsweredAlready
    now = moment_after_lock()
    if keep_marked(need, answer, keeps, now):
        need.save(update_fields=["fairness"])
    question.answer, question.answered_at = answer.strip()[:1000], now
    question.save(update_fields=["answer", "answered_at"])
    record("need.question_answered", about=question.need, by=by, question=question.pk)
    return question


@atomic
def amend_need(
    *, need_id: int, text: str, closes_at: datetime, by: User, ceiling: Money | None = None, keeps: str = ""
) -> Amendment:
    """The posted need is changed as `text` says, and agencies have the time to answer a change that its rule gives.

    Envelopes stay sealed; whoever bid may replace its own. What could not have been posted does not come in by a change
    either: the text passes the fair-competition check or says in `keeps` why its words stay, a direct choice stays
    below its line, and another ceiling does not lead past the lines that ask for a note. Raises NotAllowed,
    NothingAsked, WrongState, NeedClosed, OnlyLater, ChangeTooLate, FairnessUnanswered, CeilingNotPositive,
    OpenersMissing, AmountNotSmall, CeilingAsksForNote.
    """
    need = open_to_changes(need_id)
    require(by, Act.POST_NEED, need.owner.party)
    if not text.strip():
        raise NothingAsked
    now, hours = moment_after_lock(), hours_to_change(need)
    if closes_at < need.closes_at:
        raise OnlyLater(closes_at=told(need.closes_at))
    if closes_at < now + timedelta(hours=hours):
        raise ChangeTooLate(hours=hours)
    keep_marked(need, text, keeps, now)
    if ceiling is not None:
        need.ceiling = checked_ceiling(ceiling)
        _check_other_ceiling(need, now)
    is_later = closes_at > need.closes_at
    need.closes_at, need.opens_at = closes_at, max(need.opens_at, closes_at)
    need.save(update_fields=["closes_at", "opens_at", "ceiling", "fairness"])
    amendment = Amendment.objects.create(need=need, text=text.strip()[:2000], closes_at=closes_at, amended_at=now)
    record("need.amended", about=need, by=by, amendment=amendment.pk, reason=text.strip()[:200])
    if is_later:
        record("need.extended", about=need, by=by, closes_at=closes_at.isoformat(), reason=text.strip()[:200])
    return amendment


def _check_other_ceiling(need: Need, now: datetime) -> None:
    """Nothing happens when the need could have been posted with its ceiling; the owner's year is held meanwhile."""
    owner = locked(Owner, need.procurement.owner_id)
    check_ceiling_without_openers(need, to_fen(need.ceiling))
    if need.method == Method.DIRECT:
        check_direct_choice(need, owner, now)
    if lacks_note(need, year_with(need, owner, now), now):
        raise CeilingAsksForNote


def keep_marked(need: Need, text: str, keeps: str, now: datetime) -> bool:
    """The need's fairness holds why each sentence of a published text stays that the check marks; whether there is any.

    Raises FairnessUnanswered where no reason is given. The caller saves.
    """
    marked = [one for one in findings([text], on=now.date()) if one.key not in need.fairness]
    reason = keeps.strip()[:300]
    if marked and len(reason) < SHORTEST_REASON:
        raise FairnessUnanswered(count=len(marked))
    need.fairness = need.fairness | {one.key: one.record() | {"reason": reason} for one in marked}
    return bool(marked)


def hours_to_change(need: Need) -> int:
    """From a change of the posted notice to its closing, at the least: by the rule frozen on the need."""
    return int(need.rules.get("change_hours") or need.rules["notice_hours"])


def open_to_changes(need_id: int) -> Need:
    """The need, locked, while it takes bids. Raises WrongState, NeedClosed."""
    need = locked(Need, need_id)
    if need.state != NeedState.POSTED:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    if moment_after_lock() >= need.closes_at:
        raise NeedClosed(closes_at=told(need.closes_at))
    return need


@atomic
def answer_fairness(*, need_id: int, reasons: dict[str, str], by: User) -> Need:
    """Each marked sentence of the draft that has a reason is answered; what is no longer marked is forgotten.

    Raises NotAllowed, WrongState, ReasonMissing when a reason is too short to be one.
    """
    need = locked(Need, need_id)
    require(by, Act.POST_NEED, need.owner.party)
    if need.state != NeedState.DRAFT:
        raise WrongState(noun=need._meta.verbose_name, state=need.state_label)
    kept: dict[str, dict[str, str]] = {}
    for finding in findings(texts_of(need), on=moment_after_lock().date()):
        reason = reasons.get(finding.key, "").strip() or need.fairness.get(finding.key, {}).get("reason", "")
        if reason and len(reason) < SHORTEST_REASON:
            raise ReasonMissing
        if reason:
            kept[finding.key] = finding.record() | {"reason": reason[:300]}
    need.fairness = kept
    need.save(update_fields=["fairness"])
    record("need.fairness_answered", about=need, by=by, findings=sorted(kept))
    return need


@atomic
def decide_method_change(*, change_id: int, is_approved: bool, note: str, by: User) -> MethodChange:
    """The supervisor approves of another method, or not, with a note. Raises NotAllowed, ReasonMissing, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    change = locked(MethodChange, change_id)
    if not note.strip():
        raise ReasonMissing
    to = MethodChangeState.APPROVED if is_approved else MethodChangeState.REFUSED
    advance(change, to, by=by, values={"note": note.strip()[:500]}, need=change.need_id)
    return change


@atomic
def subscribe(*, party: Party, service_types: list[ServiceType], by: User) -> int:
    """The party hears of needs of exactly these service types; returns how many. Raises NotAllowed."""
    require(by, Act.SUBMIT_BID, party)
    Subscription.objects.filter(party=party).exclude(service_type__in=service_types).delete()
    for kind in service_types:
        Subscription.objects.get_or_create(party=party, service_type=kind)
    return len(service_types)


@atomic
def write_template(
    *, service_type: ServiceType, description: str, service_days: int, criteria: str, by: User
) -> NeedTemplate:
    """Drafts of the service type begin with this. Raises NotAllowed, NothingAsked."""
    require(by, Act.MANAGE_CATALOGUE)
    if not description.strip():
        raise NothingAsked
    values = {"description": description.strip(), "service_days": service_days, "criteria": criteria.strip()}
    template, _is_new = NeedTemplate.objects.update_or_create(service_type=service_type, defaults=values)
    record("need_template.written", about=template, by=by, service_type=service_type.code)
    return template
