"""Small markets for tests, built by the same services that the pages call."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from cms.kernel.clock import business_now
from cms.kernel.models import Party, User
from cms.kernel.money import yuan
from cms.kernel.people.models import PartyKind
from cms.kernel.people.services import appoint
from cms.kernel.roles import Role
from marketplace.agencies.models import Agency
from marketplace.agencies.professionals import ProfessionalInput
from marketplace.agencies.services import CertificateInput, admit, apply_for_service, register_agency
from marketplace.catalogue.models import ServiceType
from marketplace.catalogue.services import CatalogueRow, load_catalogue
from marketplace.needs.models import Need
from marketplace.needs.services import NeedTerms, close_due_needs, draft_need, post_need
from marketplace.needs.states import Method
from marketplace.owners.models import Owner
from marketplace.owners.services import admit_owner, apply_as_owner

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def uscc(serial: int) -> str:
    """A credit code with a right check character."""
    body = f"91341826MA{serial:07d}"
    total = sum(ALPHABET.index(letter) * weight for letter, weight in zip(body, WEIGHTS, strict=True))
    return body + ALPHABET[-total % 31]


@dataclass
class Market:
    """A department with its reviewer, one owner with its clerk, service types, and agencies as they come."""

    department: Party
    reviewer: User
    supervisor: User
    owner: Owner
    clerk: User
    service_type: ServiceType
    serial: int = 100
    people: dict[int, User] = field(default_factory=dict)

    def person(self, name: str, role: Role, party: Party) -> User:
        """Somebody who acts for the party in a role."""
        self.serial += 1
        user = User.objects.create_user(name=name, email=f"person{self.serial}@market.example")
        appoint(user=user, party=party, role=role, by=None)
        return user

    def party(self, name: str) -> Party:
        """A legal entity."""
        self.serial += 1
        return Party.objects.create(uscc=uscc(self.serial), name=name)

    def registered_agency(self, name: str, *, mobile: str = "", legal_person_number: str = "") -> Agency:
        """An agency that is on the market and admitted for nothing; its clerk is `agent(agency)`."""
        party = self.party(name)
        clerk = self.person(f"{name}经办", Role.AGENCY, party)
        agency = register_agency(
            party=party,
            by=clerk,
            legal_person=f"{name}法人",
            legal_person_number=legal_person_number,
            contact_name="联系人",
            contact_mobile=mobile or f"1990000{self.serial:04d}",
        )
        self.people[agency.pk] = clerk
        return agency

    def agency(self, name: str, *, valid_days: int | None = 400, **more: str) -> Agency:
        """An agency admitted for the market's service type."""
        agency = self.registered_agency(name, **more)
        admission = apply_for_service(
            agency=agency,
            service_type=self.service_type,
            certificates=[certificate(valid_days)],
            by=self.agent(agency),
        )
        admit(admission_id=admission.pk, by=self.reviewer)
        return agency

    def agent(self, agency: Agency) -> User:
        """The person who acts for the agency."""
        return self.people[agency.pk]

    def terms(self, *, days: int = 5, ceiling: str = "80000.00", **more: object) -> NeedTerms:
        """What a plain need says."""
        values: dict[str, object] = {
            "service_type": self.service_type,
            "title": "城南片区地形图测绘",
            "description": "完成 3 平方公里地形图测绘，提交成果。",
            "ceiling": yuan(ceiling),
            "method": Method.LOWEST_PRICE,
            "closes_at": business_now() + timedelta(days=days),
            "splitting_note": "单独立项",
        }
        return NeedTerms(**(values | more))  # type: ignore[arg-type]

    def draft(self, **more: object) -> Need:
        """A drafted need."""
        return draft_need(owner=self.owner, terms=self.terms(**more), by=self.clerk)  # type: ignore[arg-type]

    def need(self, **more: object) -> Need:
        """A posted need."""
        return post_need(need_id=self.draft(**more).pk, by=self.clerk, declares_recusal=True)


def certificate(valid_days: int | None = 400, number: str = "CH-0001") -> CertificateInput:
    """A certificate that ends so many days from now, or never."""
    end = None if valid_days is None else (business_now() + timedelta(days=valid_days)).date()
    return CertificateInput(name="测绘资质证书", number=number, issuer="省自然资源厅", grade="乙级", valid_until=end)


def professional(valid_days: int | None = 400, number: str = "CHS-0001", **more: object) -> ProfessionalInput:
    """One of an agency's people, with a certificate that ends so many days from now, or never."""
    end = None if valid_days is None else (business_now() + timedelta(days=valid_days)).date()
    values: dict[str, object] = {"name": "王工", "qualification": "注册测绘师", "certificate_number": number}
    return ProfessionalInput(**(values | more), valid_until=end)  # type: ignore[arg-type]


def market() -> Market:
    """A market of one service type, one admitted owner and no agencies."""
    department = Party.objects.create(
        uscc=uscc(1), name="云川县自然资源和规划局", kind=PartyKind.ORGAN, is_department=True
    )
    rows = [CatalogueRow("测绘规划类", "Surveying and planning", "工程测绘", "Engineering surveying", department)]
    load_catalogue(rows=rows, by=None)
    party = Party.objects.create(uscc=uscc(2), name="云川县城市建设投资有限公司")
    reviewer, supervisor, clerk = (
        User.objects.create_user(name=name, email=f"{name}@market.example")
        for name in ("reviewer", "supervisor", "clerk")
    )
    appoint(user=reviewer, party=department, role=Role.REVIEWER, by=None)
    appoint(user=supervisor, party=department, role=Role.SUPERVISOR, by=None)
    appoint(user=clerk, party=party, role=Role.OWNER, by=None)
    owner = apply_as_owner(
        party=party, department=department, by=clerk, contact_name="李工", contact_mobile="19900000001"
    )
    admit_owner(owner_id=owner.pk, by=reviewer)
    owner.refresh_from_db()
    return Market(department, reviewer, supervisor, owner, clerk, ServiceType.objects.get(name="工程测绘"))


def closed(need: Need) -> datetime:
    """The need's closing has passed on the clock's tick; call after moving the clock."""
    close_due_needs()
    need.refresh_from_db()
    return need.closes_at
