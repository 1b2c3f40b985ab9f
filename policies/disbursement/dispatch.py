"""Attempts on their way to the bank: claimed and committed before the wire, recorded after it, never sent twice."""

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from datetime import date, timedelta
from time import monotonic
from typing import Final, NamedTuple, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.db.models.functions import Now
from django.utils import timezone

from cms.kernel.clock import business_today
from cms.kernel.money import to_fen
from cms.kernel.people.models import User
from cms.kernel.states import advance_all, of_each
from policies.budgets.services import Posting, post
from policies.budgets.states import TransferKind
from policies.disbursement.content import content_of
from policies.disbursement.errors import BatchChanged
from policies.disbursement.gateways.protocol import (
    Finding,
    Gateway,
    Instruction,
    Outcome,
    Presence,
    TakesTogether,
    Verdict,
)
from policies.disbursement.models import Attempt, Batch, Payment, Slice
from policies.disbursement.services import stop_switch
from policies.disbursement.sources import spread
from policies.disbursement.statements import Statement
from policies.disbursement.states import AttemptState, PaymentState

SENDERS: Final = 4  # connections to the bank per errand
RECORDED_TOGETHER: Final = 25
WITHOUT_ANSWER: Final = (AttemptState.SUBMITTING, AttemptState.UNKNOWN)
LEADS_TO: Final[Mapping[tuple[str, Verdict], AttemptState]] = {
    (AttemptState.SUBMITTING, Verdict.ACCEPTED): AttemptState.ACCEPTED,
    (AttemptState.SUBMITTING, Verdict.REFUSED): AttemptState.REJECTED,
    (AttemptState.SUBMITTING, Verdict.UNKNOWN): AttemptState.UNKNOWN,
    (AttemptState.UNKNOWN, Verdict.ACCEPTED): AttemptState.ACCEPTED,
}
"""Where an attempt that waits for an answer goes with it; with any other it stays where it is."""
TAKEN: Final = frozenset({"accepted", "executed", "returned"})
ANSWER_COLUMNS: Final = (("code", 20), ("detail", 200), ("bank_reference", 80))

T = TypeVar("T")


class Standing(NamedTuple):
    """An attempt that this transaction holds, as far as a move has to know it."""

    pk: int
    state: str
    batch_id: int


@dataclass(frozen=True, slots=True)
class Claimed:
    """One attempt that this process, and no other, may hand to the bank."""

    attempt_id: int
    instruction: Instruction


@transaction.atomic
def claim_slice(slice_id: int) -> list[Claimed]:
    """The slice's queued attempts are this caller's to send, and their money is in flight; committed before any POST.

    Empty when the stop switch is on or nothing is queued. Raises BatchChanged when a payment is not what
    was approved: then nothing of the slice is claimed.
    """
    if stop_switch().is_on:
        return []
    part = Slice.objects.select_related("batch").get(pk=slice_id)
    queued = _hold(Attempt.objects.filter(slice=part, state=AttemptState.QUEUED)).select_related("payment")
    attempts = [attempt for attempt in queued if attempt.payment.state == PaymentState.RELEASED]
    if not attempts:
        return []
    if any(content_of(attempt.payment).digest != attempt.content_hash for attempt in attempts):
        raise BatchChanged
    today = business_today()
    post(postings(TransferKind.FLIGHT, attempts, "flight"))
    move(attempts, AttemptState.SUBMITTING, part.batch, value_date=today, claimed_at=timezone.now())
    return [Claimed(attempt.pk, instruction_of(attempt, part.batch, today)) for attempt in attempts]


def send_claimed(claimed: Sequence[Claimed], gateway: Gateway) -> None:
    """Each claimed attempt is handed to the bank once, and what the bank said is recorded as it comes in."""
    began = monotonic()

    def hand_over(one: Claimed) -> tuple[int, Outcome]:
        if monotonic() - began > settings.BANK_SENDING_SECONDS:
            return one.attempt_id, Outcome(Verdict.UNKNOWN, code="NOTSENT")
        return one.attempt_id, gateway.send(one.instruction)

    if isinstance(gateway, TakesTogether):
        outcomes = gateway.send_together([one.instruction for one in claimed]) if claimed else []
        record_outcomes([(one.attempt_id, outcome) for one, outcome in zip(claimed, outcomes, strict=True)])
        return
    _in_parallel(hand_over, claimed, record_outcomes)


@transaction.atomic
def record_outcomes(outcomes: Sequence[tuple[int, Outcome]]) -> None:
    """What the bank answered is on the attempts; only those still waiting for this answer move.

    Accepted ones wait for the statement, definitely refused ones give their money back to the
    reservation and fail their payment, all others are unknown and stay in flight.
    """
    answers = dict(outcomes)
    rows = _hold(Attempt.objects.filter(pk__in=answers)).values_list("pk", "state", "slice__batch_id")
    standing = [Standing(*row) for row in rows]
    for batch in Batch.objects.filter(pk__in={one.batch_id for one in standing}).order_by("pk"):
        leads: dict[AttemptState | None, list[int]] = {}
        for one in standing:
            if one.batch_id == batch.pk and one.state in WITHOUT_ANSWER:
                leads.setdefault(LEADS_TO.get((one.state, answers[one.pk].verdict)), []).append(one.pk)
        for to, ids in leads.items():
            _conclude(to, ids, batch, _columns({pk: answers[pk] for pk in ids}))


def _conclude(to: AttemptState | None, ids: list[int], batch: Batch, values: dict[str, object]) -> None:
    """The held attempts are `to`, or where they were, with the bank's answers in their columns."""
    if to is None:
        Attempt.objects.filter(pk__in=ids).update(**values)
    elif to is AttemptState.REJECTED:
        reject(list(Attempt.objects.filter(pk__in=ids).select_related("payment").order_by("pk")), batch, values=values)
    else:
        _move(ids, to, batch, values=values)


def ask_about(slice_id: int, gateway: Gateway) -> None:
    """The bank is asked about each unknown attempt of the slice; only an echo of ours changes anything."""
    unknown = list(askable().filter(slice_id=slice_id).select_related("payment"))
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in unknown]).update(asked_at=timezone.now())

    def ask(attempt: Attempt) -> tuple[int, Outcome]:
        return attempt.pk, outcome_of(gateway.find(attempt.end_to_end_id, to_fen(attempt.payment.amount)))

    _in_parallel(ask, unknown, record_outcomes)


def askable() -> "QuerySet[Attempt]":
    """Unknown attempts of days whose statement we do not have: after that the statement has the last word."""
    stated = Statement.objects.filter(
        date=OuterRef("value_date"), bank_account=OuterRef("slice__batch__debtor_account")
    )
    return Attempt.objects.filter(state=AttemptState.UNKNOWN).exclude(Exists(stated))


def outcome_of(finding: Finding) -> Outcome:
    """What a finding lets us conclude: taken, or still unknown. Absence now is no proof of non-payment."""
    if finding.presence is Presence.KNOWN and finding.bank_status in TAKEN:
        return Outcome(Verdict.ACCEPTED, bank_reference=finding.bank_reference)
    code = finding.presence.value.upper()
    return Outcome(Verdict.UNKNOWN, code=code, detail=finding.bank_status or finding.detail)


@transaction.atomic
def doubt_the_silent() -> int:
    """Attempts whose sender has been silent too long are unknown: it may have died before or after the wire."""
    limit = timezone.now() - timedelta(seconds=settings.BANK_SILENT_SECONDS)
    silent = held(Attempt.objects.filter(state=AttemptState.SUBMITTING, claimed_at__lt=limit))
    for batch, group in _by_batch(silent).items():
        move(group, AttemptState.UNKNOWN, batch)
    return len(silent)


def held(rows: "QuerySet[Attempt]") -> list[Attempt]:
    """The attempts with their payments as they are now, locked in the order of the house: payments, then attempts."""
    return list(_hold(rows).select_related("payment", "slice__batch"))


def _hold(rows: "QuerySet[Attempt]") -> "QuerySet[Attempt]":
    """The payments of the attempts are locked; so are the attempts once what is returned is read."""
    payment_ids = list(rows.values_list("payment_id", flat=True))
    list(Payment.objects.filter(pk__in=payment_ids).order_by("pk").select_for_update(no_key=True).values_list("pk"))
    return rows.filter(payment_id__in=payment_ids).order_by("pk").select_for_update(no_key=True, of=("self",))


def reject(
    attempts: list[Attempt], batch: Batch, *, by: User | None = None, values: Mapping[str, object] | None = None
) -> None:
    """The attempts certainly were not paid: their money is reserved again and their payments have failed.

    Call with payments and attempts held.
    """
    if not attempts:
        return
    post(postings(TransferKind.TAKE_BACK, attempts, "back", undoes="flight"))
    _move([attempt.pk for attempt in attempts], AttemptState.REJECTED, batch, by=by, values=values)
    payments = Payment.objects.filter(pk__in=[attempt.payment_id for attempt in attempts])
    failing = payments.filter(state=PaymentState.RELEASED)
    ids = list(failing.values_list("pk", flat=True))
    if ids:
        to = PaymentState.FAILED
        advance_all(failing, to, about=batch, by=by, expected=len(ids), values={"note": ""}, payments=ids)


def move(attempts: list[Attempt], to: AttemptState, about: Model, *, by: User | None = None, **values: object) -> None:
    """All the attempts are now `to`, with the values in their columns, and one event on `about` names them."""
    if attempts:
        _move([attempt.pk for attempt in attempts], to, about, by=by, values=values)


def _move(
    ids: list[int],
    to: AttemptState,
    about: Model,
    *,
    by: User | None = None,
    values: Mapping[str, object] | None = None,
) -> None:
    rows = Attempt.objects.filter(pk__in=ids)
    advance_all(rows, to, about=about, by=by, expected=len(ids), values=values, attempts=ids)


def _by_batch(attempts: list[Attempt]) -> dict[Batch, list[Attempt]]:
    groups: dict[Batch, list[Attempt]] = {}
    for attempt in sorted(attempts, key=lambda one: one.slice.batch_id):
        groups.setdefault(attempt.slice.batch, []).append(attempt)
    return groups


def postings(kind: TransferKind, attempts: Sequence[Attempt], act: str, *, undoes: str = "") -> list[Posting]:
    """The moves of the attempts' money, each under a key that makes it happen once, on every line that bears it."""
    moves = []
    for attempt in attempts:
        payment, key = attempt.payment, f"attempt:{attempt.pk}"
        undone = f"{key}:{undoes}" if undoes else ""
        about, fen = f"payment:{payment.pk}", to_fen(payment.amount)
        moves += spread(Posting(kind, payment.line_id, fen, f"{key}:{act}", about, undone), payment.sources)
    return moves


def instruction_of(attempt: Attempt, batch: Batch, value_date: date) -> Instruction:
    """The order to the bank for an attempt, account number and all: for the wire only."""
    payment = attempt.payment
    return Instruction(
        end_to_end_id=attempt.end_to_end_id,
        amount_fen=to_fen(payment.amount),
        value_date=value_date,
        debtor_account=batch.debtor_account,
        creditor_account=payment.account.reveal(),
        creditor_name=payment.person.name.reveal() if payment.person is not None else payment.payee_name,
        creditor_bank=payment.bank_code,
        purpose=payment.purpose,
    )


def _columns(answers: Mapping[int, Outcome]) -> dict[str, object]:
    """What the bank said, for the columns of each attempt."""
    own = {
        name: of_each({pk: _kept(getattr(said, name), length) for pk, said in answers.items()})
        for name, length in ANSWER_COLUMNS
    }
    return {**own, "answered_at": Now()}


def _kept(said: str, length: int) -> str:
    """As much of the text as the column holds, without what PostgreSQL keeps in no text: NUL and halves of pairs."""
    return said.replace("\0", "").encode(errors="replace").decode()[:length]


def _in_parallel(
    ask: Callable[[T], tuple[int, Outcome]],
    items: Sequence[T],
    keep: Callable[[Sequence[tuple[int, Outcome]]], None],
) -> None:
    """Ask for each item on a few threads that touch no database; keep the answers in this one, some at a time."""
    answers: list[tuple[int, Outcome]] = []
    with ThreadPoolExecutor(SENDERS) as senders:
        for asked in as_completed([senders.submit(ask, item) for item in items]):
            answers.append(asked.result())
            if len(answers) >= RECORDED_TOGETHER:
                keep(answers)
                answers = []
    if answers:
        keep(answers)
