"""What changed between a decision and its payment, kept as structure and told in the reader's language."""

from collections.abc import Mapping, Sequence
from typing import Any, Final, TypeAlias

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.kernel.display import amount_text, comma_text, is_chinese
from cms.kernel.money import from_fen
from policies.disbursement.states import HoldReason
from policies.registry.kinds import vocabulary

Change: TypeAlias = Mapping[str, Any]
"""`what` changed; `facts` by name and period that it rests on; for amounts `before` and `now`, fen."""

NOT_MET, AMOUNT, LOST, UNKNOWN = "not_met", "amount", "lost", "unknown"
SENTENCES: Final = {
    NOT_MET: gettext_lazy("数据更新后不再符合条件"),
    LOST: gettext_lazy("本期兑付条件不再成立"),
    UNKNOWN: gettext_lazy("本期兑付条件所需数据缺失"),
    HoldReason.NOT_READY.value: HoldReason.NOT_READY.label,
    HoldReason.NO_ACCOUNT.value: HoldReason.NO_ACCOUNT.label,
}


def changes_told(changes: Sequence[Change]) -> str:
    """All that changed, in one line."""
    return ("；" if is_chinese() else "; ").join(_change(one) for one in changes)


def _change(one: Change) -> str:
    if one["what"] == AMOUNT:
        amounts = {name: amount_text(from_fen(one[name])) for name in ("before", "now")}
        said = _("应兑金额由 %(before)s 元变为 %(now)s 元") % amounts
    else:
        said = str(SENTENCES.get(one["what"], one["what"]))
    facts = comma_text().join(_named(fact) for fact in one.get("facts", ()))
    return _beside(said, facts)


def _named(fact: str) -> str:
    """A fact by its label and the period it is about."""
    code, _bracket, period = fact.partition("[")
    definition = vocabulary().get(code)
    label = definition.label.in_language("zh" if is_chinese() else "en") if definition else code
    return _beside(label, period.removesuffix("]"))


def _beside(said: str, more: str) -> str:
    """The words with more in brackets, where there is more."""
    if not more:
        return said
    return f"{said}（{more}）" if is_chinese() else f"{said} ({more})"
