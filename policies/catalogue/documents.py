"""What is handed over to be published: the text, the rule and the parameters of one version."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Final

from cms.kernel.calendar import DayUnit
from policies.catalogue.states import BenefitClass, Channel, LapseRule, Level, OncePer, Order, ShortageRule

DECIDE_DAYS: Final = 10
"""Working days in which a department decides an application, unless the policy says otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolicyDocument:
    """One version before it is frozen; `valid_from` and `last_day` are both valid, without `last_day` the end is open.

    `rule`: the JSON of the rule language, None for a policy of text alone; `cases`: the saved cases it must fulfil.
    `confirm_days` count from the decision, `decide_days` (working days) from the handing-in of an application.
    Applications are taken from `apply_from` to `apply_until`, both included; `evidence`: the papers wanted with one.
    """

    title_zh: str
    valid_from: date
    title_en: str = ""
    text: str = ""
    rule: Mapping[str, Any] | None = None
    benefit_class: BenefitClass = BenefitClass.SUBSIDY
    level: Level = Level.COUNTY
    channel: Channel = Channel.NO_APPLICATION
    last_day: date | None = None
    notice_days: int = 7
    notice_unit: DayUnit = DayUnit.WORKING
    confirm_days: int = 15
    confirm_unit: DayUnit = DayUnit.CALENDAR
    lapse_rule: LapseRule = LapseRule.LAPSE
    order: Order = Order.CONFIRM_FIRST
    budget_line_id: int | None = None
    shortage_rule: ShortageRule | None = None
    exclusive_group: str = ""
    once_per: OncePer = OncePer.ENTERPRISE_PERIOD
    cases: Sequence[Mapping[str, Any]] = ()
    decide_days: int = DECIDE_DAYS
    apply_from: date | None = None
    apply_until: date | None = None
    evidence: Sequence[Mapping[str, Any]] = ()

    @property
    def text_hash(self) -> str:
        """SHA-256 of what people read."""
        return sha256({"zh": self.title_zh, "en": self.title_en, "text": self.text})

    def columns(self) -> dict[str, Any]:
        """The columns of a Version that come from the document."""
        found = asdict(self) | {"text_hash": self.text_hash, "shortage_rule": self.shortage_rule or ""}
        found |= {"cases": list(self.cases), "evidence": list(self.evidence)}
        return found | {"rule_hash": sha256(self.rule) if self.rule is not None else ""}


def sha256(content: Any) -> str:
    """The hash of a JSON value in its canonical encoding."""
    encoded = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(encoded.encode()).hexdigest()
