"""The savings page: totals of a period, cut by a dimension, narrowed step by step to the single contract."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from cms.kernel.access import public
from cms.kernel.charts import Chart, Kind, Series, Unit
from cms.kernel.money import from_fen, ratio
from cms.kernel.paging import page_of
from marketplace.awards.savings import SavingsFigure
from marketplace.oversight.forms import SavingsForm
from marketplace.oversight.periods import Period
from marketplace.oversight.savings import TIMES, Chosen, Dimension, Slice, contracts_of, name_of, savings_by

CHART_ROWS = 12
ORDERS = {"filed": ("-filed_at", "-pk"), "amount": ("-amount", "-pk")}


@public
def savings(request: HttpRequest) -> HttpResponse:
    """What filed contracts saved in a period: by category, type, owner, agency, method or month, to the contract."""
    form = SavingsForm(request.GET)
    if not form.is_valid():
        return render(request, "marketplace/oversight/savings.html", {"filter": form}, status=422)
    period, by, chosen = (
        Period(form.cleaned_data["first"], form.cleaned_data["last"]),
        form.cleaned_data["by"],
        form.chosen,
    )
    counted = Chosen.of(period, chosen)
    slices = savings_by(by, counted)
    context = {
        "filter": form,
        "period": period,
        "by": Dimension(by),
        "total": SavingsFigure.total(one.figure for one in slices),
        "rows": _rows(request.path, form, slices),
        "chosen": [_choice(request, dimension, key) for dimension, key in chosen.items()],
        "chart": _chart(Dimension(by), slices),
        "page": page_of(contracts_of(counted), request.GET, orders=ORDERS) if chosen else None,
    }
    return render(request, "marketplace/oversight/savings.html", context)


def _next(by: str, chosen: dict[str, str]) -> str:
    """The dimension looked at after a row of `by` was clicked: the first that is not chosen yet."""
    return next((each.value for each in Dimension if each.value not in chosen and each.value != by), by)


def _rows(path: str, form: SavingsForm, slices: Sequence[Slice]) -> list[tuple[Slice, str]]:
    """Each slice with the address to which a click on it leads: narrowed to it, cut by the next dimension."""
    entered, by = form.cleaned_data, form.cleaned_data["by"]
    kept = {name: key for name, key in form.chosen.items() if name != by}
    days = {"first": entered["first"].isoformat(), "last": entered["last"].isoformat()}
    address = f"{path}?{urlencode(days | kept | {'by': _next(by, form.chosen)})}"
    return [(one, f"{address}&{urlencode({by: one.key})}") for one in slices]


def _choice(request: HttpRequest, dimension: str, key: str) -> tuple[str, str, str]:
    """A chosen value: its dimension, its name, and the address without it."""
    query = request.GET.copy()
    query.pop(dimension, None)
    query["by"] = dimension
    for cursor in ("after", "before"):
        query.pop(cursor, None)
    return str(Dimension(dimension).label), name_of(dimension, key), f"{request.path}?{query.urlencode()}"


def _chart(by: Dimension, slices: Sequence[Slice]) -> Chart:
    shown = slices if by in TIMES else slices[:CHART_ROWS]
    saved = Series(_("节约资金"), [from_fen(one.figure.saved_fen).amount for one in shown])
    note = _("显示节约最多的 %(n)s 项。") % {"n": CHART_ROWS} if len(shown) < len(slices) else ""
    series = [saved]
    if by in TIMES:
        rates = [ratio(one.figure.saved_fen, one.figure.ceiling_fen) for one in shown]
        series.append(Series(_("节资率"), rates, Unit.RATE, line=True))
    return Chart(
        title=_("按%(by)s统计的节约资金") % {"by": by.label},
        categories=[one.name for one in shown],
        series=series,
        kind=Kind.BAR if by in TIMES else Kind.SIDEWAYS,
        axis=by.label,
        note=note,
    )
