"""The county itself: its name, places, departments and the people who work in them. Yunchuan does not exist."""

from collections.abc import Mapping
from dataclasses import dataclass

from cms.demo.generator.identity import ORGAN, mobile, uscc
from cms.demo.generator.names import person_name
from cms.demo.generator.seeds import dice

COUNTY_NAME = "云川县"
COUNTY_NAME_EN = "Yunchuan County"
COUNTY_CODE = "341826"
"""A GB/T 2260-like code under Anhui (34) that no real county bears."""


@dataclass(frozen=True, slots=True)
class Place:
    """A township with its twelve-digit statistical code and its share of the county's enterprises."""

    code: str
    name: str
    name_en: str
    share: float
    is_park: bool = False


@dataclass(frozen=True, slots=True)
class Department:
    """A county department: a legal entity that reviews, leads policies and supplies facts."""

    code: str
    name: str
    name_en: str
    uscc: str


@dataclass(frozen=True, slots=True)
class Person:
    """Someone with a login. `roles` are values of cms.kernel.roles.Role by NAME; `department` is a department code."""

    name: str
    email: str
    mobile: str
    roles: tuple[str, ...]
    department: str


@dataclass(frozen=True, slots=True)
class County:
    """The whole fixed frame of the demo: places, departments and staff."""

    name: str
    name_en: str
    code: str
    places: tuple[Place, ...]
    departments: tuple[Department, ...]
    staff: tuple[Person, ...]

    def department(self, code: str) -> Department:
        """The department of that code; KeyError if there is none."""
        return {each.code: each for each in self.departments}[code]

    def people(self, role: str, department: str | None = None) -> tuple[Person, ...]:
        """Those who hold a role, in one department or in all."""
        return tuple(
            each for each in self.staff if role in each.roles and (department is None or each.department == department)
        )


PLACES = (
    Place("341826100000", "城关镇", "Chengguan Town", 0.27),
    Place("341826101000", "云溪镇", "Yunxi Town", 0.12),
    Place("341826102000", "梅渡镇", "Meidu Town", 0.09),
    Place("341826103000", "石桥湾镇", "Shiqiaowan Town", 0.07),
    Place("341826104000", "青弋岭镇", "Qingyiling Town", 0.06),
    Place("341826105000", "桃林镇", "Taolin Town", 0.05),
    Place("341826106000", "双塘镇", "Shuangtang Town", 0.05),
    Place("341826107000", "白鹭洲镇", "Bailuzhou Town", 0.04),
    Place("341826200000", "竹坞乡", "Zhuwu Township", 0.03),
    Place("341826201000", "枫源乡", "Fengyuan Township", 0.03),
    Place("341826202000", "上川乡", "Shangchuan Township", 0.02),
    Place("341826400000", "云川经济开发区", "Yunchuan Economic Development Zone", 0.17, is_park=True),
)

_DEPARTMENTS: tuple[tuple[str, str, str], ...] = (
    ("data", "数据资源管理局", "Data Resources Bureau"),
    ("finance", "财政局", "Finance Bureau"),
    ("industry", "经济和信息化局", "Economy and Information Technology Bureau"),
    ("science", "科学技术局", "Science and Technology Bureau"),
    ("social", "人力资源和社会保障局", "Human Resources and Social Security Bureau"),
    ("commerce", "商务局", "Commerce Bureau"),
    ("reform", "发展和改革委员会", "Development and Reform Commission"),
    ("construction", "住房和城乡建设局", "Housing and Construction Bureau"),
    ("resources", "自然资源和规划局", "Natural Resources and Planning Bureau"),
    ("tax", "税务局", "Tax Bureau"),
    ("market", "市场监督管理局", "Market Supervision Bureau"),
    ("statistics", "统计局", "Statistics Bureau"),
    ("agriculture", "农业农村局", "Agriculture and Rural Affairs Bureau"),
    ("culture", "文化和旅游局", "Culture and Tourism Bureau"),
    ("ecology", "生态环境分局", "Ecology and Environment Branch Bureau"),
    ("water", "水利局", "Water Resources Bureau"),
    ("emergency", "应急管理局", "Emergency Management Bureau"),
    ("transport", "交通运输局", "Transport Bureau"),
    ("justice", "司法局", "Justice Bureau"),
    ("bank", "地方金融监督管理局", "Local Financial Supervision Bureau"),
    ("credit", "社会信用体系建设办公室", "Social Credit Office"),
    ("education", "教育体育局", "Education and Sports Bureau"),
    ("health", "卫生健康委员会", "Health Commission"),
    ("court", "人民法院", "People's Court"),
)

_CENTRAL_STAFF: Mapping[str, tuple[str, ...]] = {
    "data": ("EDITOR", "EDITOR", "EDITOR", "SUPERVISOR", "SUPERVISOR", "ADMINISTRATOR"),
    "finance": ("MAKER", "MAKER", "CHECKER", "CHECKER", "RELEASER", "RELEASER"),
    "justice": ("AUDITOR",),
}


def county(seed: int) -> County:
    """The county of this seed: places and departments are fixed, the people's names follow the seed."""
    departments = tuple(
        Department(
            code, COUNTY_NAME + name, f"{COUNTY_NAME_EN} {english}", uscc(ORGAN, COUNTY_CODE, serial, family="003")
        )
        for serial, (code, name, english) in enumerate(_DEPARTMENTS)
    )
    return County(COUNTY_NAME, COUNTY_NAME_EN, COUNTY_CODE, PLACES, departments, _staff(seed))


def _staff(seed: int) -> tuple[Person, ...]:
    """Two reviewers in every department, and the central roles, each held by a different person."""
    throws = dice(seed, "staff")
    posts = [
        (role, code) for code, *_ in _DEPARTMENTS for role in ("REVIEWER", "REVIEWER", *_CENTRAL_STAFF.get(code, ()))
    ]
    people: list[Person] = []
    taken: set[str] = set()
    counts: dict[tuple[str, str], int] = {}
    for serial, (role, code) in enumerate(posts):
        name = person_name(throws)
        while name in taken:
            name = person_name(throws)
        taken.add(name)
        counts[role, code] = number = counts.get((role, code), 0) + 1
        stem = role.lower() if role != "REVIEWER" else f"reviewer.{code}"
        email = f"{stem}{'' if number == 1 else number}@yunchuan.example"
        people.append(Person(name, email, mobile(serial), (role,), code))
    return tuple(people)
