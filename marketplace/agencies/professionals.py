"""An agency's professional people: stated by the agency, ended by it, shown to reviewers and counted for everybody.

No identity number is kept. That one certificate stands with two agencies at once is no refusal: the reviewer sees it.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _
from stdnum.iso7064 import mod_11_2

from cms.kernel.access import Act, require
from cms.kernel.clock import business_today
from cms.kernel.errors import FieldsRefused, Sentence
from cms.kernel.models import User
from cms.kernel.states import locked
from cms.kernel.trail import record
from marketplace.agencies.errors import StatedAlready, StatementEnded
from marketplace.agencies.models import Agency, Professional
from marketplace.agencies.services import REQUIRED

IDENTITY = re.compile(r"\d{6}(19|20)\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{3}[\dX]", re.ASCII)
"""The shape of an identity card's number (GB 11643): place, day of birth, serial, check digit."""


@dataclass(frozen=True, slots=True)
class ProfessionalInput:
    """What an agency says about one of its people; `valid_until` None when the certificate has no end."""

    name: str
    qualification: str
    certificate_number: str
    valid_until: date | None = None
    is_registered_here: bool = False


@atomic
def state_professional(*, agency_id: int, person: ProfessionalInput, by: User) -> Professional:
    """The person stands among the agency's people from today on.

    Raises NotAllowed, FieldsRefused (something is missing, the certificate ran out, or its number is that of an
    identity card), StatedAlready.
    """
    agency = locked(Agency, agency_id)
    require(by, Act.APPLY_AS_AGENCY, agency.party)
    number = plain_number(person.certificate_number)
    _check(person, number)
    if stated_people(agency).filter(certificate_number=number).exists():
        raise StatedAlready(number=number)
    stated = Professional.objects.create(
        agency=agency,
        name=person.name.strip(),
        qualification=_plain(person.qualification),
        certificate_number=number,
        valid_until=person.valid_until,
        is_registered_here=person.is_registered_here,
        stated_on=business_today(),
    )
    record("professional.stated", about=stated, by=by, agency=agency.pk)
    return stated


@atomic
def end_statement(*, professional_id: int, ended_on: date, by: User) -> Professional:
    """The person stands among the agency's people no more since `ended_on`; what was stated stays on record.

    Raises NotAllowed, StatementEnded, FieldsRefused when the day is to come or before the statement.
    """
    stated = locked(Professional, professional_id, "agency__party")
    require(by, Act.APPLY_AS_AGENCY, stated.agency.party)
    if stated.ended_on is not None:
        raise StatementEnded(day=stated.ended_on.isoformat())
    if not stated.stated_on <= ended_on <= business_today():
        raise FieldsRefused({"ended_on": [_("终止日期不能早于登记日期，也不能晚于今天。")]})
    stated.ended_on = ended_on
    stated.save(update_fields=["ended_on"])
    record("professional.ended", about=stated, by=by, ended_on=ended_on.isoformat())
    return stated


def plain_number(text: str) -> str:
    """A certificate's number by which equal ones are seen: half-width capital letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).split()).upper()


def _plain(text: str) -> str:
    """One spelling of a qualification, so that it is counted once: half-width letters and digits, no outer spaces."""
    return unicodedata.normalize("NFKC", text).strip().replace("(", "（").replace(")", "）")


def _check(person: ProfessionalInput, number: str) -> None:
    stated = {"name": person.name, "qualification": person.qualification, "certificate_number": number}
    wrong: dict[str, list[Sentence]] = {name: [REQUIRED] for name, value in stated.items() if not value.strip()}
    if IDENTITY.fullmatch(number) and mod_11_2.is_valid(number):
        wrong["certificate_number"] = [_("请填写证书编号，不要填写身份证件号码。")]
    if person.valid_until is not None and person.valid_until < business_today():
        wrong["valid_until"] = [_("证书已到期，不能登记。")]
    if wrong:
        raise FieldsRefused(wrong)


def stated_people(agency: Agency) -> "QuerySet[Professional]":
    """Those who stand among the agency's people now, by qualification and name."""
    return agency.professionals.filter(ended_on=None).order_by("qualification", "name", "pk")


def former_people(agency: Agency) -> "QuerySet[Professional]":
    """Those whose statement has ended, the latest first."""
    return agency.professionals.filter(ended_on__isnull=False).order_by("-ended_on", "-pk")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One of an agency's people as a reviewer sees them; `elsewhere` names other agencies with the certificate now."""

    person: Professional
    is_out_of_date: bool
    elsewhere: tuple[str, ...]


def people_for_review(agency: Agency) -> list[Reviewed]:
    """The agency's people, with those whose certificate ran out and those whom another agency states at once."""
    people, today = list(stated_people(agency)), business_today()
    others: dict[str, list[str]] = {}
    same = Professional.objects.filter(ended_on=None, certificate_number__in=[one.certificate_number for one in people])
    rows = same.exclude(agency=agency).order_by("agency__party__name", "pk")
    for number, name in rows.values_list("certificate_number", "agency__party__name"):
        others.setdefault(number, []).append(name)
    return [
        Reviewed(
            person=one,
            is_out_of_date=one.valid_until is not None and one.valid_until < today,
            elsewhere=tuple(others.get(one.certificate_number, ())),
        )
        for one in people
    ]


@dataclass(frozen=True, slots=True)
class QualificationCount:
    """How many of an agency's people hold a qualification today, and how many of them are registered with it."""

    qualification: str
    count: int
    registered: int


def qualification_counts(agency: Agency) -> list[QualificationCount]:
    """The agency's people by qualification, without names; those whose certificate ran out are not counted."""
    holding = agency.professionals.filter(Q(valid_until=None) | Q(valid_until__gte=business_today()), ended_on=None)
    counted = holding.order_by("qualification").values("qualification")
    rows = counted.annotate(held=Count("pk"), here=Count("pk", filter=Q(is_registered_here=True)))
    return [QualificationCount(row["qualification"], row["held"], row["here"]) for row in rows]
