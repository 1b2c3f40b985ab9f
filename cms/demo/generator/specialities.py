"""What sets the members of a group apart: the facts that make them meet their policy, or miss it by a hair."""

from dataclasses import dataclass, field
from datetime import date
from random import Random
from statistics import NormalDist
from typing import TypeAlias

from cms.demo.generator.cohorts import Group, Membership
from cms.demo.generator.industries import Industry
from cms.demo.generator.seeds import stratum

Value: TypeAlias = int | bool | str
_WAN = 1_000_000
_NORMAL = NormalDist()


@dataclass(frozen=True, slots=True)
class Fact:
    """One fact by its code in the vocabulary; money in integer fen. `period` as the rules write it, or empty."""

    code: str
    period: str
    value: Value


@dataclass(frozen=True, slots=True)
class Line:
    """One dated line of an ITEMS fact, its fields as text."""

    code: str
    fields: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class PastAward:
    """A benefit received before this system: family, level, day, fen, and the number it was received under."""

    family: str
    level: str
    awarded_on: date
    amount_fen: int
    number: str


@dataclass(frozen=True, slots=True)
class Insurance:
    """What the social-security bureau knows of 2022."""

    paid_in_full_months: int
    insured_average: int
    layoff_rate_millionths: int
    paid_fen: int
    is_labour_dispatch: bool = False


@dataclass(frozen=True, slots=True)
class Speciality:
    """The facts of one member, and what it lacks."""

    facts: tuple[Fact, ...] = ()
    lines: tuple[Line, ...] = ()
    awards: tuple[PastAward, ...] = ()
    credit: frozenset[str] = field(default_factory=frozenset)
    lacks_scale: bool = False
    lacks_account: bool = False


_STEADY_FLAWS = {
    14: Speciality(credit=frozenset({"credit.serious_dishonest", "credit.environment_blacklist"})),
    21: Speciality(credit=frozenset({"credit.abnormal_list"})),
    11: Speciality(credit=frozenset({"credit.judgment_defaulter"})),
    3: Speciality(lacks_scale=True),
    7: Speciality(lacks_account=True),
}
"""By place modulo 28; besides, 18 paid only eleven months and 25 laid off too many (see `insurance_of`)."""


def insurance_of(member: Membership | None, throws: Random, employees: int) -> Insurance | None:
    """Twelve full months for those meant to be refunded; the others missed months, most are not insured at all."""
    if member is None or member.group is not Group.STEADY_JOBS:
        throw = throws.random()
        if throw < 0.012:
            return None
        months = 0 if throw < 0.72 else throws.randint(1, 11)
        insured = max(1, employees * throws.randint(3, 8) // 10) if months else 0
        return Insurance(months, insured, 0, insured * months * 5_350, throws.random() < 0.004)
    flaw = member.place % 28
    insured = max(1, min(300, round(8 * 2.718281828 ** (0.75 * _NORMAL.inv_cdf(stratum(member.place))))))
    paid = insured * 660_00 + throws.randrange(-60_00, 60_00) * insured
    allowed = 55_000 if insured > 30 else 200_000
    rate = allowed + 1_000 if flaw == 25 else throws.choice((0, 0, 0, 0, allowed // 2, allowed))
    return Insurance(11 if flaw == 18 else 12, insured, rate, paid, is_labour_dispatch=flaw == 9)


def speciality(member: Membership, throws: Random, industry: Industry) -> Speciality:
    """What the group's members have; each group has some that miss for one reason."""
    place = member.place
    if member.group is Group.STEADY_JOBS:
        return _STEADY_FLAWS.get(place % 28, Speciality())
    if member.group is Group.GROWING_SERVICE:
        return Speciality(lacks_account=place % 16 == 11)
    return {
        Group.NEWLY_ABOVE_SCALE: _newly_above_scale,
        Group.FIRST_IN_STATISTICS: _first_in_statistics,
        Group.GROWING_OUTPUT: _growing_output,
        Group.CERTIFIED: _certified,
        Group.HIGH_YIELD: _high_yield,
        Group.INVESTING: _investing,
    }[member.group](place, throws, industry)


def _newly_above_scale(place: int, throws: Random, industry: Industry) -> Speciality:
    """Grown above scale in 2022; one in nine had the award in 2015 under its old number."""
    facts = (
        Fact("stat.newly_above_scale", "2022", True),
        Fact("stat.in_library", "", True),
        Fact("stat.above_scale_industry", "", True),
    )
    if place % 9 == 4:
        number = f"3418260000{throws.randrange(10**5):05d}"
        past = PastAward("首次进规", "city", date(2015, 6, 18), 50_000_00, number)
        return Speciality(facts, awards=(past,))
    return Speciality(facts)


def _first_in_statistics(place: int, throws: Random, industry: Industry) -> Speciality:
    """First entered in 2022; one in thirteen was in statistics before and came back."""
    entered = Line("stat.registrations", (("entered_on", f"2022-{throws.randint(2, 11):02d}-28"),))
    earlier = Line("stat.registrations", (("entered_on", "2019-03-31"), ("left_on", "2020-12-31")))
    increment = (2_350 if place % 8 == 1 else throws.randint(120, 1_500)) * _WAN
    if not industry.code.startswith(("51", "52")):
        increment //= 4
    code = "sales.retail_increment" if industry.code.startswith(("51", "52")) else "sales.turnover_increment"
    facts = (Fact(code, "2022", increment), Fact("stat.in_library", "", True))
    lines = (earlier, entered) if place % 13 == 6 else (entered,)
    return Speciality(facts, lines, lacks_account=place % 13 == 3)


def _growing_output(place: int, throws: Random, industry: Industry) -> Speciality:
    """Large industry: output and R&D of the first quarters of 2022 and 2023; two in three grew enough."""
    before = throws.randint(9_000, 42_000) * _WAN
    growth = throws.uniform(0.31, 0.6) if place % 3 else throws.uniform(-0.1, 0.09)
    output = int(before * (1 + growth)) // 10_000 * 10_000
    rd_before = throws.randint(2_500, 3_600) * _WAN
    rd = int(rd_before * (1.12 if place % 4 == 0 else 1.05)) // 10_000 * 10_000
    return Speciality(
        (
            Fact("stat.above_scale_industry", "", True),
            Fact("stat.in_library", "", True),
            Fact("output.quarter", "2023Q1", output),
            Fact("output.quarter", "2022Q1", before),
            Fact("rd.quarter", "2023Q1", rd),
            Fact("rd.quarter", "2022Q1", rd_before),
        )
    )


def _certified(place: int, throws: Random, industry: Industry) -> Speciality:
    """Certificates of several years; half of the provincial ones are of 2023."""
    step = ("hi_tech", "prov_srdi", "sme_tech", "prov_srdi", "prov_giant", "hi_tech", "natl_giant", "prov_srdi")[
        place % 8
    ]
    year = 2023 if place % 2 else throws.choice((2020, 2021, 2022))
    day = date(year, throws.randint(1, 4), throws.randint(1, 28))
    fields = (("step", step), ("awarded_on", day.isoformat()), ("valid_until", day.replace(year=year + 3).isoformat()))
    lines = [Line("cert.held", fields)]
    if step == "natl_giant":
        earlier = (("step", "prov_srdi"), ("awarded_on", "2020-05-18"), ("valid_until", "2023-05-17"))
        lines.insert(0, Line("cert.held", earlier))
    if place % 4:
        return Speciality(lines=tuple(lines))
    return Speciality((Fact("enterprise.active_in_zone", "", True),), (*lines, *_model_services(throws)))


def _model_services(throws: Random) -> tuple[Line, ...]:
    """Invoices for model services around the turn of the year, and one small penalty of long ago."""
    invoices = (
        (("kind", "model_service"), ("incurred_on", day), ("amount", f"{throws.randint(20, 300) * 1_000}.00"))
        for day in ("2022-12-20", "2023-02-15", "2023-05-22")
    )
    penalty = Line("penalty.decided", (("severity", "minor"), ("decided_on", f"2018-0{throws.randint(1, 9)}-12")))
    return (*(Line("ai.invoices", fields) for fields in invoices), penalty)


def _high_yield(place: int, throws: Random, industry: Industry) -> Speciality:
    """Taxes of 2019 to 2022 and the county's two lists."""
    share = throws.randint(90, 420) * _WAN
    years = [int(share * factor) // 100 * 100 for factor in (0.74, 0.82, 0.9, 1.0)]
    facts = [Fact("tax.vat_county_share", str(2019 + turn), fen) for turn, fen in enumerate(years)]
    facts += [Fact("tax.vat", str(2019 + turn), fen * 2) for turn, fen in enumerate(years)]
    facts += [
        Fact("tax.paid", "2022", throws.randint(420, 2_600) * _WAN),
        Fact("tax.per_mu", "2022", throws.randint(24, 46) * _WAN),
        Fact("list.county_oriented", "", True),
    ]
    if place % 4 == 0:
        facts.append(Fact("list.county_50", "", True))
    return Speciality(tuple(facts))


def _investing(place: int, throws: Random, industry: Industry) -> Speciality:
    """One project each, from small to very large."""
    equipment = throws.choice((180, 320, 520, 900, 1_800, 3_100, 5_200, 8_000)) * _WAN
    smart = throws.choice((0, 0, 150, 240, 600)) * _WAN
    total = equipment + smart + throws.randint(100, 12_000) * _WAN
    return Speciality(
        (
            Fact("project.equipment_investment", "", equipment),
            Fact("project.smart_investment", "", smart),
            Fact("project.robot_investment", "", equipment // 5),
            Fact("project.total_investment", "", total),
            Fact("project.actual_investment", "", total),
            Fact("project.contract_dates_met", "", place % 5 != 0),
            Fact("project.investment_on_schedule", "", place % 7 != 0),
        )
    )
