"""Naming the person whom a grant pays: the enterprise or its department gives name, identity and card; a second person
verifies them, exactly as they stand on the papers."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final

from django.db.models import Exists, OuterRef, QuerySet
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from stdnum import luhn
from stdnum.iso7064 import mod_11_2

from cms.kernel.access import Act, may, require
from cms.kernel.clock import business_now, business_today
from cms.kernel.errors import SamePersonTwice
from cms.kernel.messages.services import notify
from cms.kernel.people.models import Membership, MembershipState, User
from cms.kernel.secrets import keyed_hash
from cms.kernel.states import advance, locked
from cms.kernel.trail import record
from policies.catalogue.models import Version
from policies.catalogue.queries import rule_of
from policies.grants.errors import (
    CardFaulty,
    HolderDiffers,
    IdentityFaulty,
    NoPersonPaid,
    OwnPerson,
    PersonNameFaulty,
    ReasonMissing,
)
from policies.grants.instalments import Instalment
from policies.grants.models import Grant
from policies.grants.persons import NamedPerson
from policies.grants.planning import PERSON
from policies.grants.queries import grants_of_department
from policies.grants.states import DEAD, InstalmentState, PersonState
from policies.registry.accounts import is_bank_code, refuse_unknown_bank
from policies.registry.errors import BankCodeFaulty

NAME: Final = re.compile(r"[\u3400-\u9fff\U00020000-\U000323af]{2,20}(·[\u3400-\u9fff\U00020000-\U000323af]{1,20})*")
IDENTITY: Final = re.compile(r"[1-9]\d{16}[\dX]", re.ASCII)
CARD: Final = re.compile(r"\d{16,19}", re.ASCII)  # ISO/IEC 7812-1: bank cards here have 16 to 19 digits


def pays_a_person(version: Version) -> bool:
    """Whether the version's rule gives a share to a person."""
    return version.rule is not None and any(one.who == PERSON for one in rule_of(version).payees)


@atomic
def give_person(
    *,
    grant_id: int,
    name: str,
    identity: str,
    holder: str,
    bank_name: str,
    number: str,
    by: User,
    bank_code: str = "",
) -> NamedPerson:
    """The person is on record for the grant and waits to be verified; one given before and not verified is replaced.

    Given by somebody of the enterprise or of its lead department. Raises NotAllowed, NoPersonPaid, PersonNameFaulty,
    HolderDiffers unless the card is in exactly that name, IdentityFaulty (GB 11643 check digit), CardFaulty (ISO/IEC
    7812-1 check digit, Luhn), BankCodeFaulty, BankUnknown.
    """
    grant = locked(Grant, grant_id, "enterprise__party", "policy__lead_department", "version")
    if not may(by, Act.CONFIRM_GRANT, grant.enterprise.party):
        require(by, Act.DECIDE_GRANT, grant.policy.lead_department)
    if grant.state in DEAD or not pays_a_person(grant.version):
        raise NoPersonPaid
    own, card, code = identity.strip().upper(), _digits(number), "".join(bank_code.split())
    if not NAME.fullmatch(name):
        raise PersonNameFaulty
    if holder != name:
        raise HolderDiffers
    if not is_identity(own):
        raise IdentityFaulty
    if not CARD.fullmatch(card) or not luhn.is_valid(card):
        raise CardFaulty
    if code and not is_bank_code(code):
        raise BankCodeFaulty
    refuse_unknown_bank(code)
    for before in grant.persons.filter(state=PersonState.GIVEN):
        advance(before, PersonState.RETIRED, by=by)
    person = NamedPerson(
        grant=grant, name=name, identity=own, identity_hash=keyed_hash(own), number=card, number_hash=keyed_hash(card),
        bank_name=bank_name.strip(), bank_code=code, given_by=by, given_at=business_now(),
    )  # fmt: skip
    person.save()
    person.refresh_from_db()
    record("named_person.given", about=person, by=by, grant=grant.pk)
    return person


def is_identity(number: str) -> bool:
    """Whether it is the number of an identity card: place, day of birth, and a check digit (GB 11643, which takes ISO
    7064 MOD 11-2). The place is not looked up: codes of former counties stay on cards for a lifetime."""
    if not IDENTITY.fullmatch(number) or not mod_11_2.is_valid(number):
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born <= business_today()


def _digits(number: str) -> str:
    return "".join(number.split()).replace("-", "")


@atomic
def verify_person(*, person_id: int, by: User) -> NamedPerson:
    """Payments of the grant may go to the person; the one before is retired, and the enterprise is told.

    Raises NotAllowed, SamePersonTwice when `by` gave it, OwnPerson when `by` acts for the enterprise, BankUnknown,
    WrongState.
    """
    person = _held(person_id, by)
    refuse_unknown_bank(person.bank_code)
    for before in person.grant.persons.filter(state=PersonState.VERIFIED):
        advance(before, PersonState.RETIRED, by=by)
    advance(person, PersonState.VERIFIED, by=by, values={"verified_by": by, "verified_at": business_now()})
    _tell(person, _("个人收款人已核实"), _("贵单位“%(policy)s”的个人收款人（%(name)s，卡号尾号 %(tail)s）已核实。"))
    return person


@atomic
def refuse_person(*, person_id: int, by: User, reason: str) -> NamedPerson:
    """What was given is not right; the enterprise is told why and gives it anew.

    Raises NotAllowed, SamePersonTwice, OwnPerson, ReasonMissing, WrongState.
    """
    person = _held(person_id, by)
    if not reason.strip():
        raise ReasonMissing
    advance(person, PersonState.RETIRED, by=by, values={"reason": reason.strip()[:300]}, event="named_person.refused")
    body = _("贵单位“%(policy)s”登记的个人收款人（%(name)s，卡号尾号 %(tail)s）未通过核实，请更正后重新登记。")
    _tell(person, _("个人收款人未通过核实"), body)
    return person


def _held(person_id: int, by: User) -> NamedPerson:
    person = locked(
        NamedPerson, person_id, "grant__policy__lead_department", "grant__enterprise__party", "grant__version"
    )
    require(by, Act.DECIDE_GRANT, person.grant.policy.lead_department)
    if person.given_by_id == by.pk:
        raise SamePersonTwice
    party = person.grant.enterprise.party
    if Membership.objects.filter(user=by, party=party, state=MembershipState.ACTIVE).exists():
        raise OwnPerson
    return person


def _tell(person: NamedPerson, subject: Promise, body: Promise) -> None:
    notify(
        party=person.grant.enterprise.party,
        subject=subject,
        body=body,
        link=reverse("policies:own_person", args=[person.grant_id]),
        policy=person.grant.version.title_zh,
        name=person.shown_name,
        tail=person.number.reveal()[-4:],
    )


def persons_to_verify(user: User) -> "QuerySet[NamedPerson]":
    """The persons of grants of the user's departments that somebody else gave and nobody verified, oldest first."""
    own = NamedPerson.objects.filter(state=PersonState.GIVEN, grant__in=grants_of_department(user))
    return own.exclude(given_by=user).order_by("given_at", "pk")


def grants_without_person(grants: "QuerySet[Grant]") -> "QuerySet[Grant]":
    """Those of the grants with a share for a person of whom nobody has said who it is."""
    known = NamedPerson.objects.filter(grant=OuterRef("pk")).exclude(state=PersonState.RETIRED)
    personal = Instalment.objects.filter(grant=OuterRef("pk"), is_personal=True)
    personal = personal.exclude(state=InstalmentState.STOPPED)
    return grants.filter(Exists(personal), ~Exists(known)).exclude(state__in=DEAD)


def verified_persons(grant_ids: Iterable[int]) -> dict[int, NamedPerson]:
    """The verified person of each of the grants that has one."""
    rows = NamedPerson.objects.filter(grant__in=list(grant_ids), state=PersonState.VERIFIED)
    return {one.grant_id: one for one in rows}
