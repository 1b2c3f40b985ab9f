"""Taking complaints and reports in, saying within days whether they are taken up, and answering them."""

import secrets
from datetime import date

from django.conf import settings
from django.db import connection
from django.db.models import QuerySet
from django.db.transaction import atomic

from cms.kernel.access import memberships, require
from cms.kernel.calendar import DayUnit, last_day
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.files.models import StoredFile
from cms.kernel.people.models import Party, User
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.notices.errors import AnswerMissing, NameMissing, PetitionUnknown
from policies.notices.models import Notice, Objection
from policies.notices.petitions import PROCEDURES, Petition, PetitionKind, PetitionState


@atomic
def raise_petition(
    *,
    kind: str,
    department: Party,
    grounds: str,
    name: str = "",
    contact: str = "",
    notice: Notice | None = None,
    evidence: StoredFile | None = None,
) -> tuple[Petition, str]:
    """A complaint or a report is on record under a number; with the code returned once, its maker follows it.

    A complaint needs a name and a contact, a report may do without. Raises NameMissing.
    """
    procedure = PROCEDURES[PetitionKind(kind)]
    if not grounds.strip() or (procedure.is_named and not (name.strip() and contact.strip())):
        raise NameMissing
    code = secrets.token_hex(4).upper()
    petition = Petition.objects.create(
        kind=kind,
        number=_next_number(kind),
        code_hash=keyed_hash(code),
        notice=notice,
        department=department,
        name=name.strip(),
        contact=contact.strip(),
        grounds=grounds.strip(),
        evidence=evidence,
        received_at=business_now(),
        accept_by=_ends(kind, 0),
    )
    record("petition.received", about=petition, by=None, kind=kind, accept_by=petition.accept_by.isoformat())
    return petition, code


def _ends(kind: str, clock: int) -> date:
    """The last day of the procedure's first or second clock from today: day one is not counted, and a period that
    ends on a holiday runs on (Civil Code articles 201 and 203)."""
    days = settings.PETITION_DAYS[kind][clock]
    return last_day(business_today(), days, DayUnit.CALENDAR, day_one_counts=False, rolls=True)


def _next_number(kind: str) -> str:
    begins = f"{'TS' if kind == PetitionKind.COMPLAINT else 'JB'}{business_today().year}-"
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('petition.number'))")
    return f"{begins}{Petition.objects.filter(number__startswith=begins).count() + 1:04d}"


@atomic
def accept_petition(*, petition_id: int, by: User) -> Petition:
    """It is taken up and its second clock runs. Raises NotAllowed, SamePersonTwice, WrongState."""
    petition = _held_for(petition_id, by)
    advance(petition, PetitionState.ACCEPTED, by=by, values={"answer_by": _ends(petition.kind, 1), "handled_by": by})
    return petition


@atomic
def decline_petition(*, petition_id: int, by: User, reason: str) -> Petition:
    """It is not taken up, and its maker reads why. Raises NotAllowed, SamePersonTwice, AnswerMissing, WrongState."""
    return _closed(petition_id, by, PetitionState.DECLINED, reason)


@atomic
def answer_petition(*, petition_id: int, by: User, answer: str) -> Petition:
    """It is answered in writing. Raises NotAllowed, SamePersonTwice, AnswerMissing, WrongState."""
    return _closed(petition_id, by, PetitionState.ANSWERED, answer)


def _closed(petition_id: int, by: User, to: PetitionState, answer: str) -> Petition:
    petition = _held_for(petition_id, by)
    if not answer.strip():
        raise AnswerMissing
    values = {"answer": answer.strip(), "handled_by": by, "answered_at": business_now()}
    advance(petition, to, by=by, values=values)
    return petition


def _held_for(petition_id: int, by: User) -> Petition:
    """The petition, for who may handle it: nobody judges a complaint about what they decided themselves."""
    petition = locked(Petition, petition_id)
    procedure = PROCEDURES[PetitionKind(petition.kind)]
    require(by, procedure.act, petition.department if procedure.is_by_department else None)
    if petition.notice is not None and petition.kind == PetitionKind.COMPLAINT:
        decided = Objection.objects.filter(line__notice=petition.notice, decided_by=by).exists()
        if decided or petition.notice.decision.decided_by_id == by.pk:
            raise SamePersonTwice
    return petition


def petitions_for(user: User) -> "QuerySet[Petition]":
    """What the person may handle: complaints about their departments, and reports for supervision."""
    departments = memberships(user, PROCEDURES[PetitionKind.COMPLAINT].act).values("party")
    found = Petition.objects.filter(kind=PetitionKind.COMPLAINT, department__in=departments)
    if memberships(user, PROCEDURES[PetitionKind.REPORT].act).exists():
        found = found | Petition.objects.filter(kind=PetitionKind.REPORT)
    return found.select_related("department", "notice__decision__version", "evidence", "handled_by")


def open_petitions(user: User) -> "QuerySet[Petition]":
    """Those that wait for a decision or an answer, the nearest clock first."""
    waiting = (PetitionState.RECEIVED, PetitionState.ACCEPTED)
    return petitions_for(user).filter(state__in=waiting).order_by("accept_by", "pk")


def own_petition(number: str, code: str) -> Petition:
    """What its maker sees with number and code. Raises PetitionUnknown."""
    digest = keyed_hash(code.strip().upper())
    found = Petition.objects.filter(number=number.strip().upper(), code_hash=digest).first()
    if found is None:
        raise PetitionUnknown
    return found
