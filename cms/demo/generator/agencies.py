"""The 306 agencies that apply to the supermarket: who they are, what they apply for, with which certificates, when."""

from dataclasses import dataclass
from datetime import date
from random import Random

from cms.demo.generator.catalogue import ServiceTypeInput, service_types
from cms.demo.generator.county import COUNTY_CODE, COUNTY_NAME
from cms.demo.generator.identity import ENTERPRISE, mobile, uscc
from cms.demo.generator.names import mark_number, person_name
from cms.demo.generator.seeds import dice
from cms.demo.generator.workdays import after, worked_days

AGENCY_COUNT = 306
_LAW_FIRM = "31"
_PLACES = (("安徽", "340104"), ("安徽", "340111"), ("合肥", "340103"), ("芜湖", "340202"), (COUNTY_NAME, COUNTY_CODE))
_TRADES = {
    "勘察": "岩土勘察",
    "工程设计": "建筑设计",
    "监理": "建设监理",
    "招标": "招标代理",
    "造价": "工程造价咨询",
    "施工图": "图审咨询",
    "质量检测": "工程检测",
    "测绘": "测绘科技",
    "城乡规划": "规划设计",
    "土地规划": "国土勘测",
    "地质灾害": "地质勘查",
    "矿产": "地质勘查",
    "环评": "环境科技",
    "水土": "水利咨询",
    "水资源": "水利咨询",
    "安全": "安全技术",
    "稳评": "风险评估咨询",
    "会计师": "会计师事务所",
    "资产评估": "资产评估",
    "房地产": "房地产评估",
    "绩效": "绩效评价咨询",
    "税务师": "税务师事务所",
    "政府采购": "项目管理",
    "拍卖": "拍卖",
    "档案": "信息技术",
}
"""What a firm calls its trade, by a word of the certificate it lives on."""
_GRADES = ("甲级", "乙级", "乙级", "丙级", "")
_ARRIVALS = ((1, 105), (2, 62), (3, 40), (4, 30), (5, 22), (6, 18), (7, 13), (8, 12), (9, 4))
"""Applications by month; they add up to AGENCY_COUNT."""


@dataclass(frozen=True, slots=True)
class CertificateInput:
    """A qualification certificate shown with an application; `valid_until` None: for an unlimited time."""

    name: str
    number: str
    grade: str
    issuer: str
    valid_until: date | None


@dataclass(frozen=True, slots=True)
class TypeApplication:
    """One service type applied for: the department's reviewer decides on `reviewed_on` (within five working days)."""

    service_type: str
    department: str
    certificates: tuple[CertificateInput, ...]
    applied_on: date
    reviewed_on: date


@dataclass(frozen=True, slots=True)
class AgencyInput:
    """One agency as it registers. Legal persons and mobiles are all different: no two agencies are related."""

    uscc: str
    name: str
    legal_person: str
    contact_name: str
    contact_mobile: str
    contact_email: str
    address: str
    introduction: str
    staff_count: int
    applied_on: date
    applications: tuple[TypeApplication, ...]

    def may_bid(self, service_type: str, day: date) -> bool:
        """Whether its application for the type has been reviewed before that day."""
        return any(each.service_type == service_type and each.reviewed_on < day for each in self.applications)


def agencies(seed: int) -> tuple[AgencyInput, ...]:
    """All 306 in order of application; every type gets exactly its `agencies_wanted` (545 applications in all)."""
    throws = dice(seed, "agencies")
    kinds = {each.code: each for each in service_types()}
    wanted = _shared_out(throws, list(kinds.values()))
    days = _arrival_days(throws)
    people: set[str] = set()
    return tuple(
        _agency(throws, serial, [kinds[code] for code in codes], day, people)
        for serial, (codes, day) in enumerate(zip(wanted, days, strict=True))
    )


def _shared_out(throws: Random, kinds: list[ServiceTypeInput]) -> list[list[str]]:
    """Type codes per agency: one each first, the rest as second and third types mostly within the same category."""
    slots = [kind.code for kind in kinds for _ in range(kind.agencies_wanted)]
    throws.shuffle(slots)
    # The first three places of every regular type come early, so that all of them can be bought by February.
    early = [kind.code for kind in kinds if kind.is_regular for _ in range(3)]
    for code in early:
        slots.remove(code)
    shared = [[code] for code in (early + slots)[:AGENCY_COUNT]]
    first_month = _ARRIVALS[0][1]
    head, tail = shared[:first_month], shared[first_month:]
    throws.shuffle(head)
    shared = head + tail
    for code in (early + slots)[AGENCY_COUNT:]:
        open_to = [codes for codes in shared if code not in codes and len(codes) < 4]
        akin = [codes for codes in open_to if codes[0][0] == code[0]]
        throws.choice(akin or open_to).append(code)
    return shared


def _arrival_days(throws: Random) -> list[date]:
    """Days of application in order; January begins on the 3rd, when offices open."""
    days: list[date] = []
    for month, count in _ARRIVALS:
        choices = worked_days(date(2023, month, 1), date(2023, month, 15 if month in {1, 9} else 27))
        days += sorted(throws.choice(choices) for _ in range(count))
    return days


def _agency(throws: Random, serial: int, kinds: list[ServiceTypeInput], day: date, people: set[str]) -> AgencyInput:
    is_law_firm = any(kind.name == "法律服务" for kind in kinds[:1])
    place, region = throws.choice(_PLACES)
    ending = "律师事务所" if is_law_firm else _trade_name(kinds[0])
    mark = mark_number(serial * 37 + 11)
    legal_person, contact = _new_person(throws, people), _new_person(throws, people)
    reviewed_on = after(day, throws.randint(2, 5))
    return AgencyInput(
        uscc=uscc(_LAW_FIRM if is_law_firm else ENTERPRISE, region, serial, family="MA3"),
        name=f"{place}{mark}{ending}",
        legal_person=legal_person,
        contact_name=contact,
        contact_mobile=mobile(2_000_000 + serial),
        contact_email=f"agency{serial + 1:03d}@agency.example",
        address=f"{place if place != COUNTY_NAME else COUNTY_NAME + '城关镇'}{mark[:2]}路{throws.randint(1, 399)}号",
        introduction=f"主要从事{'、'.join(kind.name for kind in kinds)}等中介服务。",
        staff_count=throws.randint(5, 90),
        applied_on=day,
        applications=tuple(
            TypeApplication(kind.code, kind.department, (_certificate(throws, kind, place),), day, reviewed_on)
            for kind in kinds
        ),
    )


def _trade_name(kind: ServiceTypeInput) -> str:
    trade = next((name for word, name in _TRADES.items() if word in kind.certificate), "工程咨询")
    return f"{trade}（普通合伙）" if trade.endswith("事务所") else f"{trade}有限公司"


def _certificate(throws: Random, kind: ServiceTypeInput, place: str) -> CertificateInput:
    grade = throws.choice(_GRADES) if "资质" in kind.certificate else ""
    issuer = "安徽省主管部门" if grade == "甲级" else f"{place}主管部门"
    until = None if "登记" in kind.certificate else date(throws.randint(2024, 2027), throws.randint(1, 12), 28)
    if until and throws.random() < 0.04:
        until = date(2023, throws.randint(10, 12), 28)
    return CertificateInput(kind.certificate, f"皖{kind.code}{throws.randrange(10**8):08d}", grade, issuer, until)


def _new_person(throws: Random, people: set[str]) -> str:
    name = person_name(throws)
    while name in people:
        name = person_name(throws)
    people.add(name)
    return name
