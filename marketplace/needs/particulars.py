"""What a notice fixes for its method alone: steps, criteria, list lengths, reasons; frozen when the need is posted."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from cms.kernel.errors import FieldsRefused, Sentence
from cms.kernel.money import from_fen
from marketplace.needs.rules import PAPER_SIZES_MB, MethodRule
from marketplace.needs.states import Method

FULL_SCORE = 100
MOST_CRITERIA = 10
FINEST_STEP = 1000
"""A turn undercuts by this part of the ceiling at least, so that an auction ends within as many moves."""
REQUIRED = _("该选取方式必须填写此项。")


@dataclass(frozen=True, slots=True)
class Criterion:
    """One published criterion of quality and the most points it gives."""

    name: str
    points: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Particulars:
    """The terms that only some methods have; those of other methods keep their defaults and mean nothing.

    `basis`: the legal basis the notice itself cites. `reason`: why this agency (direct), why so few (invited).
    `step_fen`: the least by which a turn undercuts. `credit_floor`: least credit points. `long_size`, `short_size`:
    lengths of the lists by credit and by draw. `papers_mb`: the size of the files of a bid, 0: none.
    """

    tie: str = ""
    basis: str = ""
    reason: str = ""
    step_fen: int = 0
    turn_minutes: int = 10
    price_points: int = 30
    criteria: tuple[Criterion, ...] = ()
    credit_floor: int = 60
    long_size: int = 6
    short_size: int = 3
    papers_mb: int = 0

    def record(self) -> dict[str, Any]:
        """As it is stored."""
        return asdict(self)

    @classmethod
    def read(cls, stored: Mapping[str, Any]) -> "Particulars":
        """As it was stored; what an older need lacks has its default."""
        criteria = tuple(Criterion(**line) for line in stored.get("criteria", ()))
        known = {name: value for name, value in stored.items() if name in cls.__dataclass_fields__}
        return cls(**(known | {"criteria": criteria}))

    @property
    def step(self) -> Decimal:
        """The step in yuan."""
        return from_fen(self.step_fen).amount


Faults = dict[str, list[Sentence]]


def check_particulars(particulars: Particulars, rule: MethodRule, *, ceiling_fen: int, named: int) -> None:
    """Nothing happens when the notice says all that its method needs; raises FieldsRefused naming each gap.

    `named` is how many agencies the owner named.
    """
    faults = _named_faults(particulars, rule, named)
    if particulars.tie and particulars.tie not in rule.ties:
        faults["tie"] = [_("该选取方式不适用此同分（同价）规则。")]
    if rule.needs_basis and not particulars.basis.strip():
        faults["basis"] = [_("该选取方式须有明确依据，请写明法律、法规或本地制度的名称和条款。")]
    least, most = max(ceiling_fen // FINEST_STEP, 1), ceiling_fen // 10
    if rule.method == Method.REVERSE_AUCTION and not least <= particulars.step_fen <= most:
        faults["step"] = [_("降价幅度不少于最高限价的千分之一，不超过最高限价的十分之一。")]
    if rule.has_panel:
        faults |= _scheme_faults(particulars)
    if rule.method == Method.CREDIT_PREFERRED and not 2 <= particulars.short_size <= particulars.long_size:
        faults["short_size"] = [_("入围家数不少于 2 家，且不多于初选家数。")]
    if particulars.papers_mb not in PAPER_SIZES_MB:
        faults["papers_mb"] = [_("请从所列大小中选择。")]
    if faults:
        raise FieldsRefused(faults)


def _named_faults(particulars: Particulars, rule: MethodRule, named: int) -> Faults:
    """What is missing where the owner names those who may offer."""
    faults: Faults = {}
    if rule.names and not particulars.reason.strip():
        faults["reason"] = [REQUIRED]
    if rule.names == 1 and named != 1:
        faults["named"] = [_("直接选取须指明一家中介机构。")]
    elif named < rule.names:
        faults["named"] = [_("至少邀请 %(count)s 家中介机构。") % {"count": rule.names}]
    return faults


def _scheme_faults(particulars: Particulars) -> Faults:
    """What is wrong with the published scheme of points."""
    criteria, total = particulars.criteria, particulars.price_points + sum(c.points for c in particulars.criteria)
    if not criteria or any(not c.name.strip() or c.points <= 0 for c in criteria):
        return {"criteria": [_("请逐行填写评分项和分值，例如：技术方案 40。")]}
    if len(criteria) > MOST_CRITERIA or len({c.name.strip() for c in criteria}) < len(criteria):
        return {"criteria": [_("评分项最多 %(most)s 项，名称不能重复。") % {"most": MOST_CRITERIA}]}
    if not 0 <= particulars.price_points < FULL_SCORE or total != FULL_SCORE:
        return {"criteria": [_("价格分与各评分项分值之和须为 100 分，目前为 %(total)s 分。") % {"total": total}]}
    return {}
