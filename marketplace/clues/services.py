"""Looking for clues, and what a supervisor does about them: open a case, ask, close, pass on."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from decimal import Decimal

from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.kernel.access import Act, require
from cms.kernel.calendar import DayUnit, last_day
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, WrongState
from cms.kernel.messages.services import notify
from cms.kernel.models import Party, User
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from marketplace.clues.additions import addition_findings
from marketplace.clues.bids import bid_findings, record_findings
from marketplace.clues.errors import AlreadyAnswered, AlreadyInCase, NotConcerned, PartiesNotHeard
from marketplace.clues.findings import Finding
from marketplace.clues.models import Case, CaseQuestion, Clue, MarketLook
from marketplace.clues.prices import gap_findings, price_findings
from marketplace.clues.queries import auction_of, market_auctions, parties_of, unheard
from marketplace.clues.relations import relation_findings
from marketplace.clues.rings import ring_findings
from marketplace.clues.states import LIVE, CaseState
from marketplace.contracts.models import Contract
from marketplace.owners.models import Owner

SMALLEST = Decimal("0.000000000001")
DAYS_TO_ANSWER = 5
"""Working days in which a party explains itself, by the county's rules for supervision."""


@atomic
def look_at_need(*, need_id: int) -> list[Clue]:
    """The clues that an awarded need shows by itself are on record; those known before are not repeated."""
    auction = auction_of(need_id)
    if auction is None:
        return []
    return _keep([*bid_findings(auction), *price_findings(auction), *relation_findings(auction)])


@atomic
def look_at_contract(*, contract_id: int) -> list[Clue]:
    """The clues that a changed contract shows are on record; those known before are not repeated."""
    contract = Contract.objects.select_related("award", "procurement__owner").get(pk=contract_id)
    return _keep(addition_findings(contract))


@atomic
def look_at_market() -> list[Clue]:
    """The clues that two years of needs show together are on record; those known before are not repeated."""
    found = market_auctions()
    return _keep([*gap_findings(found), *record_findings(found), *ring_findings(found)])


@atomic
def is_due_to_look() -> bool:
    """Whether the whole market was not looked at this week; from now on it was."""
    today = business_now().date()
    _look, is_new = MarketLook.objects.get_or_create(day=today - timedelta(days=today.weekday()))
    return is_new


def _keep(findings: Iterable[Finding]) -> list[Clue]:
    made = []
    for finding in findings:
        clue, is_new = Clue.objects.get_or_create(
            fingerprint=finding.fingerprint,
            defaults={
                "indicator": finding.indicator,
                "need_id": finding.need,
                "value": finding.value,
                "bound": finding.bound,
                "chance": _chance(finding),
                "evidence": dict(finding.evidence),
                "found_at": business_now(),
            },
        )
        if is_new:
            clue.parties.set(_parties(finding))
            record("clue.found", about=clue, by=None, indicator=finding.indicator, parties=list(finding.parties))
            made.append(clue)
    return made


def _chance(finding: Finding) -> Decimal | None:
    if finding.chance is None:
        return None
    exact = Decimal(finding.chance.numerator) / Decimal(finding.chance.denominator)
    return max(exact.quantize(SMALLEST), SMALLEST)


def _parties(finding: Finding) -> Sequence[Party]:
    """The parties concerned; an owner's clue names the owner's party."""
    if finding.indicator == "R038B":
        return list(Party.objects.filter(owner__in=Owner.objects.filter(pk__in=finding.parties)))
    return list(Party.objects.filter(pk__in=finding.parties))


@atomic
def open_case(*, clue_ids: Sequence[int], by: User) -> Case:
    """A case looks into the clues. Raises NotAllowed, AlreadyInCase, FieldsRefused when there is no clue."""
    require(by, Act.SUPERVISE_MARKET)
    clues = [locked(Clue, pk) for pk in sorted(set(clue_ids))]
    if not clues:
        raise FieldsRefused({"clues": [_("请至少选择一条线索。")]})
    for clue in clues:
        if clue.case is not None:
            raise AlreadyInCase(number=clue.case.number)
    case = Case.objects.create(opened_by=by, opened_at=business_now())
    Clue.objects.filter(pk__in=[clue.pk for clue in clues]).update(case=case)
    record("case.opened", about=case, by=by, clues=[clue.pk for clue in clues])
    return case


@atomic
def ask_party(*, case_id: int, party: Party, question: str, by: User) -> CaseQuestion:
    """The party is asked and has five working days. Raises NotAllowed, NotConcerned, FieldsRefused, WrongState."""
    require(by, Act.SUPERVISE_MARKET)
    case = locked(Case, case_id)
    if not question.strip():
        raise FieldsRefused({"question": [_("请写明需要说明的问题。")]})
    if party.pk not in parties_of(case):
        raise NotConcerned(party=party.name)
    if case.state not in LIVE:
        raise WrongState(noun=case._meta.verbose_name, state=case.state_label)
    now = business_now()
    asked = CaseQuestion.objects.create(
        case=case,
        party=party,
        question=question.strip()[:1000],
        asked_by=by,
        asked_at=now,
        due_on=last_day(now.date(), DAYS_TO_ANSWER, DayUnit.WORKING, day_one_counts=False),
    )
    if case.state == CaseState.ASKED:
        record("case.asked_again", about=case, by=by, party=party.pk)
    else:
        advance(case, CaseState.ASKED, by=by, party=party.pk)
    notify(
        party=party,
        subject=_("请就一项情况作出说明"),
        body=_("监督部门请贵单位就核查件 %(number)s 作出说明。线索不是结论，请在 %(due)s 前如实答复。"),
        link=reverse("marketplace:answer_question", args=[asked.pk]),
        number=case.number,
        due=asked.due_on.isoformat(),
    )
    return asked


@atomic
def answer_question(*, question_id: int, answer: str, by: User) -> CaseQuestion:
    """The party has explained itself; when nobody is left to answer, the case is answered.

    Raises NotAllowed, AlreadyAnswered, FieldsRefused, WrongState when the case has ended.
    """
    asked = locked(CaseQuestion, question_id)
    require(by, Act.ANSWER_SUPERVISION, asked.party)
    case = locked(Case, asked.case_id)
    if asked.answered_at is not None:
        raise AlreadyAnswered
    if not answer.strip():
        raise FieldsRefused({"answer": [_("请填写说明。")]})
    if case.state not in LIVE:
        raise WrongState(noun=case._meta.verbose_name, state=case.state_label)
    asked.answer, asked.answered_by, asked.answered_at = answer.strip()[:5000], by, business_now()
    asked.save(update_fields=["answer", "answered_by", "answered_at"])
    record("case.heard", about=case, by=by, question=asked.pk)
    if not case.questions.filter(answered_at=None).exists():
        advance(case, CaseState.ANSWERED, by=None)
    return asked


@atomic
def close_case(*, case_id: int, reason: str, by: User) -> Case:
    """The case is closed with a reason. Raises NotAllowed, FieldsRefused, WrongState."""
    return _end(case_id, CaseState.CLOSED, reason, by)


@atomic
def pass_case_on(*, case_id: int, to: str, reason: str, by: User) -> Case:
    """The case went to who may decide on it, after those concerned could explain themselves.

    Raises NotAllowed, PartiesNotHeard, FieldsRefused, WrongState.
    """
    require(by, Act.SUPERVISE_MARKET)
    if not to.strip():
        raise FieldsRefused({"passed_to": [_("请填写移送单位。")]})
    if unheard(locked(Case, case_id)):
        raise PartiesNotHeard
    return _end(case_id, CaseState.PASSED_ON, reason, by, passed_to=to.strip()[:100])


def _end(case_id: int, state: CaseState, reason: str, by: User, **values: str) -> Case:
    require(by, Act.SUPERVISE_MARKET)
    case = locked(Case, case_id)
    if not reason.strip():
        raise FieldsRefused({"reason": [_("请写明理由。")]})
    ended = {"reason": reason.strip()[:1000], "ended_at": business_now(), "ended_by": by}
    advance(case, state, by=by, values=ended | values)
    return case


def overdue_on(asked: CaseQuestion) -> bool:
    """Whether the party let its time pass."""
    return asked.answered_at is None and business_now().date() >= asked.due_on + timedelta(days=1)
