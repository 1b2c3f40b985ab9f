"""Everybody who acts in the demo county: departments and their staff, and people who come to act for a party."""

from dataclasses import dataclass, field

from django.core.files.base import ContentFile
from django.db.transaction import atomic

from cms.demo.generator.county import County, county
from cms.kernel.files.content import PDF
from cms.kernel.files.services import store_file
from cms.kernel.models import Party, User
from cms.kernel.people.models import PartyKind
from cms.kernel.people.services import appoint, approve_membership, claim_membership, register_party
from cms.kernel.roles import Role


@dataclass
class Town:
    """Finds people and departments by the generator's codes; only what the database holds counts."""

    seed: int
    county: County = field(init=False)

    def __post_init__(self) -> None:
        self.county = county(self.seed)
        self._departments: dict[str, Party] = {}
        self._people: dict[str, User] = {}

    @atomic
    def settle(self) -> None:
        """Departments and staff are there; doing it again changes nothing."""
        for office in self.county.departments:
            names = {"name": office.name, "name_en": office.name_en}
            register_party(uscc=office.uscc, kind=PartyKind.ORGAN, is_department=True, by=None, **names)
        for person in self.county.staff:
            user = known_person(name=person.name, email=person.email, mobile=person.mobile)
            for role in person.roles:
                appoint(user=user, party=self.department(person.department), role=Role[role], by=None)

    def department(self, code: str) -> Party:
        """The department by its code."""
        if code not in self._departments:
            uscc = self.county.department(code).uscc
            self._departments[code] = Party.objects.get(uscc=uscc)
        return self._departments[code]

    def officer(self, role: Role, department: str = "", nth: int = 0) -> User:
        """The nth person who holds the role (in the department, when given)."""
        people = [
            person
            for person in self.county.staff
            if role.name in person.roles and department in {"", person.department}
        ]
        return self.person(people[nth % len(people)].email)

    def person(self, email: str) -> User:
        """The person with this e-mail address."""
        if email not in self._people:
            self._people[email] = User.objects.get(email=email)
        return self._people[email]

    def reviewer(self, department: Party) -> User:
        """The first reviewer of a department."""
        code = next(office.code for office in self.county.departments if office.uscc == department.uscc)
        return self.officer(Role.REVIEWER, code)

    def representative(self, *, party: Party, role: Role, name: str, email: str, mobile: str) -> User:
        """Somebody signs up, claims to act for the party with a stamped authorisation, and is verified."""
        user = known_person(name=name, email=email, mobile=mobile)
        if user.memberships.filter(party=party, role=role).exists():
            return user
        proof = store_file(
            upload=ContentFile(authorisation(party, name), name="authorisation.pdf"),
            by=user,
            party=party,
            accepted=frozenset({PDF}),
        )
        claim = claim_membership(user=user, party=party, role=role, proof=proof)
        approve_membership(membership_id=claim.pk, by=self.officer(Role.ADMINISTRATOR))
        return user


def known_person(*, name: str, email: str, mobile: str) -> User:
    """The person with this e-mail address, signed up when new; a mobile number somebody else has is left out."""
    known = User.objects.filter(email=email).first()
    if known is not None:
        return known
    free = bool(mobile) and not User.objects.filter(mobile=mobile).exists()
    return User.objects.create_user(name=name, email=email, mobile=mobile if free else None)


def authorisation(party: Party, name: str) -> bytes:
    """A one-page PDF that names whom the party authorises."""
    return one_page(f"{party.uscc} {name}")


def one_page(text: str) -> bytes:
    """A PDF of one page and one line, as small as one can be; the words stand in hexadecimal UTF-16."""
    words = text.encode("utf-16-be").hex().upper()
    body = f"BT /F1 12 Tf 72 720 Td <{words}> Tj ET".encode()
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>endobj\n"
        b"4 0 obj<</Length " + str(len(body)).encode() + b">>stream\n" + body + b"\nendstream endobj\n"
        b"trailer<</Root 1 0 R>>\n%%EOF\n"
    )
