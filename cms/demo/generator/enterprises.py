"""The enterprises of the county, one after another: who they are and what the departments know of them.

Every enterprise is drawn from the seed and its ordinal alone, so any slice of the county can be made by itself and a
million cost no memory. Money is in integer fen. Scale classes follow 统计上大中小微型企业划分办法(2017).
"""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from cms.demo.generator.cohorts import Group, Membership, membership
from cms.demo.generator.county import COUNTY_CODE, COUNTY_NAME, PLACES, Place
from cms.demo.generator.identity import ENTERPRISE, SELF_EMPLOYED, account_number, mobile, uscc
from cms.demo.generator.industries import Industry, running_weights
from cms.demo.generator.names import legal_form, person_name, trade_mark
from cms.demo.generator.seeds import dice
from cms.demo.generator.specialities import Fact, Insurance, Line, PastAward, Speciality, insurance_of, speciality
from policies.registry.scales import scale_class

COUNTY_SIZE = 20_000
SMALLEST_COUNTY = 500
WAN = 1_000_000
"""Fen in 万元."""
_BANKS = (
    ("云川农村商业银行", "402377100018"),
    ("中国农业银行云川县支行", "103377100026"),
    ("中国工商银行云川县支行", "102377100031"),
    ("中国建设银行云川县支行", "105377100047"),
    ("徽商银行云川支行", "319377100052"),
    ("中国邮政储蓄银行云川县支行", "403377100069"),
)
_ELSEWHERE = ("340104000000", "340203000000", "320115000000", "330502000000")
_PLACE_BOUNDS = [sum(place.share for place in PLACES[: end + 1]) for end in range(len(PLACES))]
_PREFIXES = {
    Group.FIRST_IN_STATISTICS: ("51", "52", "61", "62"),
    Group.GROWING_SERVICE: ("65", "71", "72", "73", "74", "75"),
    Group.NEWLY_ABOVE_SCALE: tuple(str(division) for division in range(13, 44)),
    Group.GROWING_OUTPUT: tuple(str(division) for division in range(26, 41)),
    Group.HIGH_YIELD: tuple(str(division) for division in range(26, 41)),
    Group.INVESTING: tuple(str(division) for division in range(13, 44)),
    Group.CERTIFIED: tuple(str(division) for division in range(26, 41)),
}


@dataclass(frozen=True, slots=True)
class Account:
    """A bank account in the enterprise's own name."""

    bank_name: str
    bank_code: str
    number: str


@dataclass(frozen=True, slots=True)
class Enterprise:
    """One enterprise with what is known of it; None: no department knows. `credit` holds codes of credit facts."""

    ordinal: int
    uscc: str
    name: str
    type: str
    legal_person: str
    contact_mobile: str
    registered_region: str
    operating_region: str
    park: str
    industry: Industry
    founded_on: date
    licence: str
    is_private: bool
    employees: int | None
    revenue_2022_fen: int | None
    revenue_2021_fen: int | None
    assets_fen: int | None
    declared_scale: str | None
    account: Account | None
    insurance: Insurance | None
    credit: frozenset[str]
    facts: tuple[Fact, ...]
    lines: tuple[Line, ...]
    awards: tuple[PastAward, ...]
    member: Membership | None

    @property
    def computed_scale(self) -> str | None:
        """The class by the 2017 rules, None while an indicator is not known."""
        return scale_class(
            self.industry.code,
            employees=self.employees,
            revenue_fen=self.revenue_2022_fen,
            assets_fen=self.assets_fen,
        )


def enterprises(seed: int, size: int = COUNTY_SIZE, first: int = 0, last: int | None = None) -> Iterator[Enterprise]:
    """The enterprises with ordinals from `first` to before `last` of a county of `size`, one at a time."""
    for ordinal in range(first, size if last is None else last):
        yield enterprise(seed, ordinal, size)


def enterprise(seed: int, ordinal: int, size: int = COUNTY_SIZE) -> Enterprise:
    """The enterprise of that ordinal in a county of `size` (which decides whom policies will reach)."""
    throws = dice(seed, "e", ordinal)
    member = membership(ordinal, size)
    kind = _type(throws, member)
    industry = _industry(throws, member)
    place = PLACES[min(bisect(_PLACE_BOUNDS, throws.random()), len(PLACES) - 1)]
    founded_on = _founded_on(throws, member)
    sizes = _Sizes.drawn(throws, industry, kind, founded_on, member)
    special = speciality(member, dice(seed, "s", ordinal), industry) if member else _ordinary(throws)
    insurance = insurance_of(member, throws, sizes.employees)
    is_known = member is not None or throws.random() > 0.015
    employees = sizes.employees if is_known else None
    revenue = sizes.revenue_2022_fen if is_known else None
    assets = sizes.assets_fen if is_known else None
    declared = scale_class(industry.code, employees=employees, revenue_fen=revenue, assets_fen=assets)
    if special.lacks_scale or (member is None and throws.random() < 0.05):
        declared = None
    has_account = not special.lacks_account and (member is not None or throws.random() < 0.62)
    bank_name, bank_code = throws.choice(_BANKS)
    return Enterprise(
        ordinal=ordinal,
        uscc=uscc(SELF_EMPLOYED if kind == "self_employed" else ENTERPRISE, COUNTY_CODE, ordinal),
        name=_name(throws, place, industry, kind),
        type=kind,
        legal_person=person_name(throws),
        contact_mobile=mobile(4_000_000 + ordinal),
        registered_region=place.code,
        operating_region=_operating(throws, place),
        park=place.name if place.is_park else "",
        industry=industry,
        founded_on=founded_on,
        licence="active" if member or throws.random() < 0.955 else throws.choice(("cancelled", "revoked", "suspended")),
        is_private=throws.random() < 0.95,
        employees=employees,
        revenue_2022_fen=revenue,
        revenue_2021_fen=sizes.revenue_2021_fen if is_known else None,
        assets_fen=assets,
        declared_scale=declared,
        account=Account(bank_name, bank_code, account_number(seed, ordinal)) if has_account else None,
        insurance=insurance,
        credit=special.credit,
        facts=special.facts,
        lines=special.lines,
        awards=special.awards,
        member=member,
    )


def _type(throws: Random, member: Membership | None) -> str:
    throw = throws.random()
    if member:
        may_be_small = member.group is Group.FIRST_IN_STATISTICS and member.place % 9 == 7
        return "self_employed" if may_be_small else "enterprise"
    return "enterprise" if throw < 0.64 else "self_employed" if throw < 0.95 else "cooperative"


def _industry(throws: Random, member: Membership | None) -> Industry:
    chosen, weights = running_weights(_PREFIXES.get(member.group, ()) if member else ())
    return chosen[bisect(weights, throws.random() * weights[-1])]


def _founded_on(throws: Random, member: Membership | None) -> date:
    """Recent years are the fullest; those that policies reach are a few years old."""
    age_days = int(throws.betavariate(1.0, 2.6) * 9_400)
    return date(2022, 12, 20) - timedelta(days=max(age_days, 1_100) if member else age_days)


def _operating(throws: Random, place: Place) -> str:
    throw = throws.random()
    if throw < 0.92:
        return place.code
    return throws.choice(_ELSEWHERE) if throw > 0.985 else throws.choice(PLACES).code


def _name(throws: Random, place: Place, industry: Industry, kind: str) -> str:
    mark = trade_mark(throws, letters=3 if throws.random() < 0.45 else 2)
    if kind == "enterprise":
        region = COUNTY_NAME if throws.random() < 0.7 else "安徽"
        return f"{region}{mark}{industry.name_word}{legal_form(throws, industry.section, is_self_employed=False)}"
    if kind == "cooperative":
        return f"{COUNTY_NAME}{mark}{industry.name_word}专业合作社"
    small = legal_form(throws, industry.section, is_self_employed=True)
    return f"{COUNTY_NAME}{place.name}{mark}{industry.name_word}{small}"


def _ordinary(throws: Random) -> Speciality:
    """What marks some of the many: bad credit, or an old entry in statistics."""
    throw = throws.random()
    if throw < 0.012:
        return Speciality(credit=frozenset({"credit.abnormal_list"}))
    if throw < 0.018:
        return Speciality(credit=frozenset({throws.choice(("credit.serious_dishonest", "credit.judgment_defaulter"))}))
    if throw < 0.019:
        return Speciality(credit=frozenset({"credit.environment_blacklist"}))
    if throw < 0.05:
        entered = date(throws.randint(2012, 2021), 1, 31)
        line = Line("stat.registrations", (("entered_on", entered.isoformat()),))
        return Speciality(lines=(line,), facts=(Fact("stat.in_library", "", True),))
    return Speciality()


@dataclass(frozen=True, slots=True)
class _Sizes:
    """How large an enterprise is."""

    employees: int
    revenue_2022_fen: int
    revenue_2021_fen: int
    assets_fen: int

    @classmethod
    def drawn(
        cls, throws: Random, industry: Industry, kind: str, founded_on: date, member: Membership | None
    ) -> "_Sizes":
        """Log-normal around the industry's medians; growth that misses the services policy unless it is meant to."""
        small = {"enterprise": 1.0, "self_employed": 0.16, "cooperative": 0.5}[kind]
        spread = throws.gauss(0, 1)
        revenue = max(int(industry.revenue_wan * small * 2.718281828 ** (1.1 * spread) * 100), 50) * 10_000
        staff = industry.employees * small**0.6 * 2.718281828 ** (0.75 * spread + throws.gauss(0, 0.35))
        employees = max(1, round(staff))
        is_new = founded_on.year == 2022
        if is_new:
            revenue = min(revenue, 1_400 * WAN)
        growth = min(max(throws.gauss(0.05, 0.17), -0.6), 1.2)
        if growth >= 0.2 and revenue * growth / (1 + growth) >= 1_900 * WAN:
            growth = throws.uniform(0.02, 0.18)
        before = 0 if is_new else int(revenue / (1 + growth)) // 10_000 * 10_000
        if member and member.group is Group.GROWING_SERVICE:
            revenue, before = _fast_growth(throws, member.place)
        assets = int(revenue * throws.uniform(0.4, 1.6)) // 10_000 * 10_000
        return cls(employees, revenue, before, assets)


def _fast_growth(throws: Random, place: int) -> tuple[int, int]:
    """Revenue of 2022 and 2021 that grew by a fifth and 20 million yuan or more; one in sixteen just misses that."""
    before = int(throws.uniform(6_500, 14_500)) * WAN
    growth = 0.2399 if place % 3 else 0.38
    if place % 16 == 5:
        growth = 0.1992
    grown = max(int(before * growth), 2_040 * WAN if place % 16 != 5 else 0) // 10_000 * 10_000
    return before + grown, before
