"""Entering a closed trade."""

from datetime import date
from decimal import Decimal

from django.db.transaction import atomic
from django.utils.translation import gettext_lazy as _
from djmoney.money import Money

from cms.kernel.access import Act, require
from cms.kernel.clock import business_now
from cms.kernel.errors import FieldsRefused, Sentence
from cms.kernel.models import User
from cms.kernel.money import to_fen
from cms.kernel.trail import record
from marketplace.trade.models import Kind, TradeRecord
from marketplace.trade.rates import KINDS, Side


@atomic
def enter_trade(
    *, kind: str, name: str, base: Money, deal: Money, closed_on: date, by: User, area_m2: Decimal | None = None
) -> TradeRecord:
    """A closed trade is on record and counts in every figure. Raises NotAllowed, FieldsRefused."""
    require(by, Act.ENTER_TRADE)
    now = business_now()
    faults = _faults(kind, base, deal, area_m2)
    if not name.strip():
        faults["name"] = [_("请填写项目名称。")]
    if closed_on > now.date():
        faults["closed_on"] = [_("成交日期不能晚于今天。")]
    if TradeRecord.objects.filter(kind=kind, name=name.strip(), closed_on=closed_on).exists():
        faults["name"] = [_("该项目已登记，不能重复登记。")]
    if faults:
        raise FieldsRefused(faults)
    trade = TradeRecord.objects.create(
        kind=kind,
        name=name.strip(),
        base=base,
        deal=deal,
        area_m2=area_m2,
        closed_on=closed_on,
        entered_by=by,
        entered_at=now,
    )
    record("trade.entered", about=trade, by=by, kind=kind, base_fen=to_fen(base), deal_fen=to_fen(deal))
    return trade


def _faults(kind: str, base: Money, deal: Money, area_m2: Decimal | None) -> dict[str, list[Sentence]]:
    if kind not in Kind.values:
        return {"kind": [_("没有这个交易类别。")]}
    faults: dict[str, list[Sentence]] = {}
    if base.amount <= 0:
        faults["base"] = [_("限价或底价须大于零。")]
    if deal.amount <= 0:
        faults["deal"] = [_("成交价须大于零。")]
    elif KINDS[kind].side is Side.BUY and deal > base:
        faults["deal"] = [_("采购类成交价不能高于最高限价。")]
    elif KINDS[kind].side is Side.SELL and deal < base:
        faults["deal"] = [_("出让类成交价不能低于底价。")]
    if KINDS[kind].has_area and area_m2 is None:
        faults["area_m2"] = [_("土地交易须填写面积。")]
    if area_m2 is not None and area_m2 <= 0:
        faults["area_m2"] = [_("面积须大于零。")]
    return faults
