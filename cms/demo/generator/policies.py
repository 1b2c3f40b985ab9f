"""The 65 enterprise-benefit policies of the half-year: text, parameters, and an executable clause for fifteen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from cms.demo.generator.catalogue import DATA
from cms.demo.generator.pools import POOLS
from policies.rules import clauses
from policies.rules.nodes import CLAUSE
from policies.rules.reading import rule_from_json
from policies.rules.syntax import CLAUSES_SINCE
from policies.rules.writing import to_json
from policies.rules.yaml_form import rule_from_yaml

POLICY_COUNT: Final = 65
_CLAUSES = Path(clauses.__file__).parent
_CHANNEL_WORDS: Final = {
    "no_application": "本政策实行免申即享。主管部门依据政务数据比对产生享受名单，企业无需提交申报材料，"
    "需要兑付资金的，在线确认金额和收款账户后拨付。",
    "at_once": "本政策实行即申即享。符合条件的企业在平台一键申请，系统比对通过后即时核定，按程序拨付。",
    "within_days": "本政策实行限时即享。企业在线申请，材料齐全的，自受理之日起{within_days}个工作日内办结。",
    "on_application": "本政策实行在线申报。企业登录惠企平台填报申请并上传佐证材料，经主管部门审核、公示无异议后兑付。",
}


@dataclass(frozen=True, slots=True)
class PolicyInput:
    """One policy as its editor enters it. Choices are values of the catalogue's enumerations; dates are inclusive.

    `clause`: the file name of a rule clause, `moved`: what is replaced in its text so that its window lies in 2023,
    `case_days`: days of its vectors that do not move by whole years. `cites`: by place in the rule (a JSON pointer),
    the article of the text it comes from; `paragraphs` are numbered as articles where there are some.
    `evidence`: the papers an application wants, a line each (policies.catalogue.evidence).
    `appropriation_fen` is set for the pools. `notice` and `confirm` are (days, unit).
    """

    code: str
    title_zh: str
    title_en: str
    summary_zh: str
    summary_en: str
    document_number: str
    lead_department: str
    co_departments: tuple[str, ...]
    benefit_class: str
    level: str
    channel: str
    published_on: date
    valid_from: date
    last_day: date
    paragraphs: tuple[str, ...]
    contact: str
    notice: tuple[int, str] = (7, "working")
    confirm: tuple[int, str] = (15, "calendar")
    lapse_rule: str = "lapse"
    order: str = "confirm_first"
    clause: str = ""
    moved: tuple[tuple[str, str], ...] = ()
    case_days: tuple[tuple[str, str], ...] = ()
    cites: tuple[tuple[str, str], ...] = ()
    budget_line: str = ""
    shortage_rule: str = ""
    appropriation_fen: int | None = None
    exclusive_group: str = ""
    once_per: str = "enterprise_period"
    within_days: int | None = None
    apply_until: date | None = None
    evidence: tuple[str, ...] = ()

    @property
    def is_executable(self) -> bool:
        """Whether it carries a rule."""
        return bool(self.clause)

    @property
    def is_pool(self) -> bool:
        """Whether it is paid without application from a pool shared pro rata in the first half-year."""
        return self.appropriation_fen is not None


@cache
def policies() -> tuple[PolicyInput, ...]:
    """All 65 in the order in which they are published."""
    found = [_policy(raw) for path in sorted((DATA / "policies").glob("*.yaml")) for raw in _read(path)]
    return tuple(sorted(found, key=lambda each: (each.published_on, each.code)))


def clause_text(policy: PolicyInput) -> str:
    """The YAML of the policy's rule, its window moved into 2023. ValueError when what is to be replaced is missing."""
    text = (_CLAUSES / f"{policy.clause}.yaml").read_text(encoding="utf-8")
    for old, new in policy.moved:
        if old not in text:
            raise ValueError(f"{policy.code}: {old!r} is not in {policy.clause}")
        text = text.replace(old, new)
    return text


def rule_document(policy: PolicyInput) -> dict[str, Any]:
    """The canonical JSON of the policy's rule, its nodes naming the articles they come from.

    KeyError, IndexError for a place that the rule does not have.
    """
    rule: dict[str, Any] = to_json(rule_from_yaml(clause_text(policy)))
    for pointer, article in policy.cites:
        node: Any = rule
        for key in pointer.removeprefix("/").split("/"):
            node = node[int(key)] if isinstance(node, list) else node[key]
        node[CLAUSE] = article
        rule["rule"] = CLAUSES_SINCE
    checked: dict[str, Any] = to_json(rule_from_json(rule))
    return checked


def _numbered(paragraphs: tuple[str, ...], *, as_articles: bool) -> tuple[str, ...]:
    """The paragraphs as articles: 第一条, 第二条 …"""
    if not as_articles:
        return paragraphs
    return tuple(f"第{'一二三四五六七八九十'[at]}条　{text}" for at, text in enumerate(paragraphs))


def _read(path: Path) -> Iterable[Mapping[str, Any]]:
    loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
    return loaded if isinstance(loaded, list) else []


def _policy(raw: Mapping[str, Any]) -> PolicyInput:
    pool = next((each for each in POOLS if each.policy == raw["code"]), None)
    published: date = raw["published"]
    channel = raw["channel"]
    last_day: date = raw.get("until", date(2023, 12, 31))
    title_zh, title_en = raw["title"]
    summary_zh, summary_en = raw["summary"]
    return PolicyInput(
        code=raw["code"],
        title_zh=title_zh,
        title_en=title_en,
        summary_zh=summary_zh,
        summary_en=summary_en,
        document_number=raw["number"],
        lead_department=raw["department"],
        co_departments=tuple(raw.get("co_departments", ())),
        benefit_class=raw.get("class", "subsidy"),
        level=raw.get("level", "county"),
        channel=channel,
        published_on=published,
        valid_from=published,
        last_day=last_day,
        paragraphs=_numbered(
            (*raw["text"], *_closing(raw, channel, published, last_day, has_pool=pool is not None)),
            as_articles="cites" in raw,
        ),
        contact="12345 惠企政策专席",
        notice=tuple(raw.get("notice", (7, "working"))),
        confirm=tuple(raw.get("confirm", (15, "calendar"))),
        order=raw.get("order", "confirm_first"),
        clause=raw.get("clause", ""),
        moved=tuple((str(old), str(new)) for old, new in raw.get("moved", ())),
        cites=tuple(raw.get("cites", {}).items()),
        case_days=tuple((str(old), str(new)) for old, new in raw.get("case_days", {}).items()),
        budget_line=raw.get("budget_line", ""),
        shortage_rule="pro_rata" if pool else raw.get("shortage_rule", "first_come" if "clause" in raw else ""),
        appropriation_fen=pool.appropriation_fen if pool else None,
        exclusive_group=raw.get("exclusive_group", ""),
        once_per=raw.get("once_per", "enterprise_period"),
        within_days=raw.get("within_days"),
        apply_until=raw.get("apply_until"),
        evidence=tuple(raw.get("evidence", ())),
    )


def _closing(raw: Mapping[str, Any], channel: str, published: date, last_day: date, *, has_pool: bool) -> Iterable[str]:
    """The paragraphs every notice ends with, as its parameters have them."""
    yield _CHANNEL_WORDS[channel].format(within_days=raw.get("within_days", 15))
    if has_pool:
        yield (
            "本项资金总额固定。确认期满后，核定金额合计超过资金总额的，"
            "按各企业核定金额占比同比例兑付，具体金额以公示为准。"
        )
    if "clause" in raw:
        days, unit = raw.get("notice", (7, "working"))
        word = "工作日" if unit == "working" else "日"
        wait, wait_unit = raw.get("confirm", (15, "calendar"))
        wait_word = "个工作日" if wait_unit == "working" else "日"
        shown = f"拟兑付名单公示{days}个{word}。"
        silence = "逾期未确认，经三次联系并公告仍不确认的，视为自愿放弃。"
        if raw.get("order") == "notice_first":
            yield f"{shown}公示期满后，企业{wait}{wait_word}内确认；{silence}核定金额有变化的，再次公示。"
        else:
            yield f"{shown}企业自核定之日起{wait}{wait_word}内确认，{silence}"
    yield f"本政策自{published:%Y年%-m月%-d日}起施行，有效期至{last_day:%Y年%-m月%-d日}，由主管部门负责解释。"
