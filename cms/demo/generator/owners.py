"""The 37 owners that buy intermediary services: organs, townships, schools, hospitals and state firms."""

from dataclasses import dataclass
from datetime import date

from cms.demo.generator.county import COUNTY_CODE, COUNTY_NAME, PLACES, county
from cms.demo.generator.identity import ENTERPRISE, INSTITUTION, ORGAN, mobile, uscc
from cms.demo.generator.names import person_name
from cms.demo.generator.seeds import dice
from cms.demo.generator.workdays import after, worked_days

_ORGANS = [
    "construction",
    "resources",
    "water",
    "transport",
    "agriculture",
    "culture",
    "ecology",
    "emergency",
    "market",
    "education",
    "health",
    "social",
]
_SCHOOLS = ("云川中学", "第二中学", "实验小学", "职业技术学校", "特殊教育学校")
_HOSPITALS = ("人民医院", "中医院", "妇幼保健院", "疾病预防控制中心")
_FIRMS = ("云川城市建设投资集团有限公司", "云川交通投资有限公司", "云川水务有限公司", "云川文化旅游发展有限公司")


@dataclass(frozen=True, slots=True)
class OwnerInput:
    """One owner as it applies; `department` (code) reviews it on `reviewed_on`; `kind` tells what it may need."""

    uscc: str
    name: str
    kind: str
    department: str
    is_public_organ: bool
    uses_public_funds: bool
    contact_name: str
    contact_mobile: str
    contact_email: str
    applied_on: date
    reviewed_on: date


def owners(seed: int) -> tuple[OwnerInput, ...]:
    """All 37; an organ that is a county department keeps its own credit code."""
    throws = dice(seed, "owners")
    departments = {each.code: each for each in county(seed).departments}
    listed = [(departments[code].uscc, departments[code].name, "organ", "data") for code in _ORGANS]
    towns = [place for place in PLACES if not place.is_park]
    listed += [
        (uscc(ORGAN, COUNTY_CODE, serial, family="004"), f"{COUNTY_NAME}{place.name}人民政府", "town", "data")
        for serial, place in enumerate(towns)
    ]
    listed.append((uscc(ORGAN, COUNTY_CODE, 99, family="004"), "云川经济开发区管理委员会", "town", "data"))
    for serial, name in enumerate(_SCHOOLS):
        listed.append((uscc(INSTITUTION, COUNTY_CODE, serial, family="485"), COUNTY_NAME + name, "school", "education"))
    for serial, name in enumerate(_HOSPITALS):
        listed.append((uscc(INSTITUTION, COUNTY_CODE, serial, family="486"), COUNTY_NAME + name, "hospital", "health"))
    for serial, name in enumerate(_FIRMS):
        listed.append((uscc(ENTERPRISE, COUNTY_CODE, serial, family="MA2"), name, "firm", "finance"))
    days = worked_days(date(2023, 1, 3), date(2023, 1, 13))
    applied = [throws.choice(days) for _ in listed]
    return tuple(
        OwnerInput(
            code,
            name,
            kind,
            department,
            kind in {"organ", "town"},
            True,
            person_name(throws),
            mobile(3_000_000 + serial),
            f"owner{serial + 1:02d}@owner.example",
            day,
            after(day, throws.randint(1, 3)),
        )
        for serial, ((code, name, kind, department), day) in enumerate(zip(listed, applied, strict=True))
    )
